/** Reads rule files: turns YAML into checked rules, or into an error that names the file, the line and the reason. */
import * as v from 'valibot';
import { expectString } from '../../model/argument.js';
import type { Match, Rule, RuleSet, Scope } from '../../model/rule.js';
import { RULES_FORMAT } from '../../model/rule.js';
import { readYaml, type YamlContent, YamlError } from '../../text/yaml.js';
import { makeId } from './ruleId.js';
import { ruleLines } from './ruleLines.js';
import { type FileRule, RuleFile } from './schema.js';

/** Thrown for an invalid rule file. None of its rules are applied. */
export class RuleFileError extends Error {
  override readonly name = 'RuleFileError';
  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
  }
}

/** The default confidence of a rule, by kind of match: the more of a block it fixes, the higher. */
const CONFIDENCE: Readonly<Record<'text' | 'pattern' | 'sequence' | 'selector' | 'outside', number>> = {
  text: 0.95,
  pattern: 0.9,
  sequence: 0.9,
  selector: 0.9,
  outside: 0.8,
};

/**
 * Reads a rule file.
 * @param yaml the file's content
 * @param name the file's name in messages: its path, or a pack's name
 * @throws RuleFileError for the first error
 *
 * @example
 * ```ts
 * import { parseRules, RuleFileError } from 'klartext';
 *
 * const { rules } = parseRules('format: klartext-rules/1\nrules: [{ category: share, remove: block, match: { text: Teilen } }]', 'rules.yaml');
 * rules[0].match.text; // => ['Teilen']
 * try {
 *   parseRules('format: klartext-rules/1\nrules:\n  - remove: everything', 'rules.yaml');
 * } catch (error) {
 *   error instanceof RuleFileError && [error.file, error.line]; // => ['rules.yaml', 3]
 * }
 * ```
 */
export function parseRules(yaml: string, name: string): RuleSet {
  expectString(yaml, 'yaml');
  expectString(name, 'name');
  const { content, lineOf } = readNamed(yaml, name);
  const parsed = v.safeParse(RuleFile, content);
  if (!parsed.success) {
    const issue = deepest(parsed.issues);
    const path = (issue.path ?? []).map((item) => item.key as PropertyKey);
    const where = path.filter((key) => typeof key === 'string').at(-1);
    throw new RuleFileError(name, lineOf(path), `${where === undefined || where === 'rules' ? '' : `${String(where)}: `}${issue.message}`);
  }
  const rules = parsed.output.rules.map((rule) => toRule(rule, parsed.output));
  const seen = new Map<string, number>();
  rules.forEach((rule, i) => {
    const first = seen.get(rule.id);
    if (first !== undefined) {
      throw new RuleFileError(name, lineOf(['rules', i]), `id ${rule.id} is used twice, first in line ${lineOf(['rules', first])}`);
    }
    seen.set(rule.id, i);
  });
  return { format: RULES_FORMAT, name, rules };
}

/** A rule file with its name in messages. */
export interface NamedYaml {
  readonly name: string;
  readonly yaml: string;
}

/**
 * Reads a rule set that is split into files, as packs are.
 * @param name the name of the set
 * @throws RuleFileError for the first error, including an id that occurs in two files
 */
export function parseRuleFiles(files: readonly NamedYaml[], name: string): RuleSet {
  const owners = new Map<string, string>();
  const rules = files.flatMap((file) => {
    const set = parseRules(file.yaml, file.name);
    set.rules.forEach(({ id }, i) => {
      const owner = owners.get(id);
      if (owner !== undefined) throw new RuleFileError(file.name, ruleLines(file.yaml)[i], `id ${id} is already used in ${owner}`);
      owners.set(id, file.name);
    });
    return set.rules;
  });
  return { format: RULES_FORMAT, name, rules };
}

type Issue = v.InferIssue<typeof RuleFile>;

/** The most deeply nested issue of a union is the most specific: `rules[3].match.pattern[1]`, not `rules[3].match.pattern`. */
function deepest(issues: readonly Issue[]): Issue {
  let best = issues[0];
  const visit = (issue: Issue, above: Issue['path']): void => {
    const path = [...(above ?? []), ...(issue.path ?? [])] as unknown as Issue['path'];
    const here = { ...issue, path } as Issue;
    if ((path?.length ?? 0) > (best.path?.length ?? 0) && !/^Invalid/u.test(issue.message)) best = here;
    for (const inner of (issue.issues ?? []) as Issue[]) visit(inner, issue.type === 'union' ? path : above);
  };
  best = issues[0];
  for (const issue of issues) visit(issue, undefined);
  return best;
}

function readNamed(yaml: string, name: string): YamlContent {
  try {
    return readYaml(yaml);
  } catch (error) {
    if (error instanceof YamlError) throw new RuleFileError(name, error.line, error.message);
    throw error;
  }
}

const KINDS = ['text', 'pattern', 'sequence', 'selector'] as const;

function toRule(rule: FileRule, file: Pick<RuleFile, 'site' | 'category'>): Rule {
  const site = rule.site ?? file.site;
  const effect = rule.keep === undefined ? 'remove' : 'keep';
  const match: Match = toMatch(rule.match ?? { text: rule.keep as string });
  const scope: Scope = rule.remove ?? 'block';
  const category = rule.category ?? (effect === 'remove' ? file.category : undefined) ?? 'other';
  const examples = [...examplesOf(rule.match), ...(rule.examples ?? [])];
  const kind = KINDS.find((one) => match[one] !== undefined) ?? 'outside';
  return {
    id:
      rule.id ??
      makeId(effect === 'keep' ? 'keep' : category, { match, scope, until: rule.until, where: rule.where, site, format: rule.format }),
    effect,
    category,
    scope,
    match,
    ...given({ extent: rule.until, where: rule.where, site, format: rule.format }),
    confidence: rule.confidence ?? rule.evidence?.confidence ?? CONFIDENCE[kind],
    ...given({ evidence: rule.evidence, status: rule.status }),
    ...(examples.length === 0 && rule.examples === undefined ? {} : { examples }),
    ...given({ counterexamples: rule.counterexamples, note: rule.note }),
  };
}

/** What the file gives: fields without a value are left out. */
function given<T extends object>(fields: T): { [Field in keyof T]?: Exclude<T[Field], undefined> } {
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
