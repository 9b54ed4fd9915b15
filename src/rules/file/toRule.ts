/** Turns a rule as people write it into plain data, with what it leaves out. */
import type { Match, Rule, Scope } from '../../model/rule.js';
import { makeId } from './ruleId.js';
import type { FileRule, RuleFile } from './schema.js';

/** The default confidence of a rule, by kind of match: the more of a block it fixes, the higher. */
const CONFIDENCE: Readonly<Record<'text' | 'pattern' | 'sequence' | 'selector' | 'outside', number>> = {
  text: 0.95,
  pattern: 0.9,
  sequence: 0.9,
  selector: 0.9,
  outside: 0.8,
};

const KINDS = ['text', 'pattern', 'sequence', 'selector'] as const;

/** @param file the site and the category of rules that name none */
export function toRule(rule: FileRule, file: Pick<RuleFile, 'site' | 'category'>): Rule {
  const site = rule.site ?? file.site;
  const effect = rule.keep === undefined ? 'remove' : 'keep';
  const match: Match = toMatch(rule.match ?? { text: rule.keep as string });
  const scope: Scope = rule.remove ?? 'block';
  const category = rule.category ?? (effect === 'remove' ? file.category : undefined) ?? 'other';
  const examples = [...examplesOf(rule.match), ...(rule.examples ?? [])];
  return {
    id:
      rule.id ??
      makeId(effect === 'keep' ? 'keep' : category, { match, scope, until: rule.until, where: rule.where, site, format: rule.format }),
    effect,
    category,
    scope,
    match,
    ...given({ extent: rule.until, where: rule.where, site, format: rule.format }),
    confidence: rule.confidence ?? defaultConfidence({ match, evidence: rule.evidence }),
    ...given({ evidence: rule.evidence, status: rule.status }),
    ...(examples.length === 0 && rule.examples === undefined ? {} : { examples }),
    ...given({ counterexamples: rule.counterexamples, note: rule.note }),
  };
}

/** The confidence of a rule that states none. */
export function defaultConfidence({ match, evidence }: Pick<Rule, 'match' | 'evidence'>): number {
  return evidence?.confidence ?? CONFIDENCE[KINDS.find((kind) => match[kind] !== undefined) ?? 'outside'];
}

/** What the file gives: fields without a value are left out. */
export function given<T extends object>(fields: T): { [Field in keyof T]?: Exclude<T[Field], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

type FileMatch = NonNullable<FileRule['match']>;

/** A value or a list of values, as a list. */
function list<T>(value: T | readonly T[] | undefined): readonly T[] | undefined {
  return value === undefined || Array.isArray(value) ? (value as readonly T[] | undefined) : [value as T];
}

/** The examples of a match's entries. */
function examplesOf({ pattern, selector }: Partial<FileMatch> = {}): string[] {
  const entries = [...(list(pattern) ?? []), ...(list(selector) ?? [])];
  return entries.flatMap((entry) => (typeof entry === 'string' ? [] : (list(entry.example) ?? [])));
}

function toMatch(match: FileMatch): Match {
  const { at, after, sequence, links } = match;
  const text = list(match.text);
  const pattern = list(match.pattern)?.map((entry) => (typeof entry === 'string' ? entry : entry.pattern));
  const selector = list(match.selector)?.map((entry) => (typeof entry === 'string' ? entry : entry.selector));
  const outside = list(match.outside);
  const within = list(match.within);
  const before = list(match.before);
  return given({ text, pattern, sequence, selector, outside, within, links, at, before, after });
}
