/** Compiles rule sets into indexes, once, so that each block asks only the rules that could match it. */
import type { Format } from '../model/document.js';
import type { Anchor, Rule, RuleSet } from '../model/rule.js';
import { tokenize, trimDecoration } from '../text/tokens.js';
import { type Pattern, parsePattern } from './pattern.js';
import { compileSelector, type PathTest } from './selector.js';

/** A rule with its patterns read. */
export interface CompiledRule {
  readonly rule: Rule;
  /** The rule's number: the order in which rules were given. */
  readonly order: number;
  readonly before: readonly Pattern[];
  readonly after: Pattern | undefined;
  readonly sequence: readonly Pattern[];
  /** Elements that the block must stand in; empty where it may stand anywhere. */
  readonly within: readonly PathTest[];
  /** The phrase that ends a section, folded by `phraseKey`. */
  readonly sectionEnd: string | undefined;
}

export interface PatternEntry {
  readonly owner: CompiledRule;
  readonly pattern: Pattern;
  readonly anchor: Anchor;
}

/** Rules ready to be applied to any number of documents. */
export interface CompiledRules {
  /** Whole-block texts by their folded form. */
  readonly texts: ReadonlyMap<string, readonly CompiledRule[]>;
  /** No text of more tokens is in `texts`. */
  readonly longestText: number;
  /** Patterns by the literal that a block must hold. */
  readonly byKey: ReadonlyMap<string, readonly PatternEntry[]>;
  /** Patterns of slots alone: every block is tried. */
  readonly slotsOnly: readonly PatternEntry[];
  /** Whether some pattern may match anywhere inside a long block. */
  readonly anywhere: boolean;
  readonly selectors: readonly { readonly owner: CompiledRule; readonly test: PathTest }[];
  readonly size: number;
}

/** The form in which whole-block texts are compared: folded tokens without decoration at the ends. */
export function phraseKey(text: string): string {
  const tokens = tokenize(text);
  const [from, to] = trimDecoration(tokens);
  let key = '';
  for (let i = from; i < to; i++) key += (i > from ? ' ' : '') + tokens[i].fold;
  return key;
}

/**
 * Compiles rule sets, the first given first in the order of reasons.
 * @param sets shipped packs, learned files, hand-written files, in any mixture
 * @throws PatternError or SelectorError for rules that did not come through `parseRules`
 */
export function compileRules(sets: RuleSet | readonly RuleSet[]): CompiledRules {
  const texts = new Map<string, CompiledRule[]>();
  const byKey = new Map<string, PatternEntry[]>();
  const slotsOnly: PatternEntry[] = [];
  const selectors: { owner: CompiledRule; test: PathTest }[] = [];
  let longestText = 0;
  let size = 0;
  for (const rule of [sets].flat().flatMap((set: RuleSet) => set.rules)) {
    const { match } = rule;
    const owner: CompiledRule = {
      rule,
      order: size++,
      before: (match.before ?? []).map(parsePattern),
      after: match.after === undefined ? undefined : parsePattern(match.after),
      sequence: (match.sequence ?? []).map(parsePattern),
      within: (match.within ?? []).map(compileSelector),
      sectionEnd: typeof rule.extent === 'object' && 'text' in rule.extent ? phraseKey(rule.extent.text) : undefined,
    };
    for (const text of match.text ?? []) {
      const key = phraseKey(text);
      longestText = Math.max(longestText, key.split(' ').length);
      push(texts, key, owner);
    }
    const first = owner.sequence.length > 0 ? [owner.sequence[0]] : (match.pattern ?? []).map(parsePattern);
    for (const pattern of first) {
      const entry = { owner, pattern, anchor: match.at ?? 'whole' };
      if (pattern.key === undefined) slotsOnly.push(entry);
      else push(byKey, pattern.key, entry);
    }
    for (const selector of match.selector ?? []) selectors.push({ owner, test: compileSelector(selector) });
  }
  const anywhere = [...byKey.values()].flat().some((entry) => entry.anchor === 'anywhere');
  return { texts, longestText, byKey, slotsOnly, anywhere, selectors, size };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Whether a rule is about this kind of document at all. */
export function concerns(rule: Rule, format: Format, site: string | undefined): boolean {
  return (rule.format === undefined || rule.format === format) && (rule.site === undefined || rule.site === site);
}
