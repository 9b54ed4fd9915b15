/** Compiles rule sets into indexes, once, so that each block asks only the rules that could match it. */

import { type Anchor, isActive, type Rule, type RuleSet } from '../../model/rule.js';
import type { Witness } from '../../model/verdict.js';
import { tokenize, trimLabel } from '../../text/tokens.js';
import { WordFilter } from '../../text/wordFilter.js';
import { type Pattern, parsePattern } from '../pattern/pattern.js';
import type { TokenizedText } from '../pattern/tokenizedBlock.js';
import { compileSelector, type PathTest } from '../selector/selector.js';
import { SelectorIndex } from '../selector/selectorIndex.js';
import { withAllFields } from './allFields.js';
import { witnessInSection, witnessOf } from './witness.js';

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
  /** What kind of witness it is where it matches a block … */
  readonly witness: Witness;
  /** … and of the blocks below its marker. */
  readonly inSection: Witness;
}

export interface PatternEntry {
  readonly pattern: Pattern;
  readonly anchor: Anchor;
  /** The rules that have this pattern; more than one only where it is of slots alone. */
  readonly owners: CompiledRule[];
  /** How many blocks above the one that holds the key the match begins: a sequence may have its literal further down. */
  readonly offset: number;
}

export interface SelectorEntry {
  readonly owner: CompiledRule;
  readonly source: string;
  /** Whether it goes by a part of an id (`:id(…)`). */
  readonly byId: boolean;
}

export interface OutsideEntry {
  readonly owner: CompiledRule;
  readonly source: string;
  /** One of these selects a block inside the article's element. */
  readonly tests: readonly PathTest[];
}

/** The rules of one site, or those of every site. */
export interface RuleIndex {
  /** Whole-block texts by their folded form. */
  readonly texts: Map<string, CompiledRule[]>;
  /** For each token that begins one of `texts` the most tokens that such a text has. */
  readonly textStarts: Map<string, number>;
  /** Patterns by the literal that a block must hold. */
  readonly byKey: Map<string, PatternEntry[]>;
  /** Holds the keys of `texts`' first tokens and of `byKey`: what it does not know calls for no rule. */
  readonly known: WordFilter;
  /** Patterns of slots alone: every block is tried. */
  readonly slotsOnly: PatternEntry[];
  readonly selectors: SelectorEntry[];
  /** Which of `selectors` select a path. */
  readonly selecting: SelectorIndex;
  readonly outsides: OutsideEntry[];
  /** Whether some pattern may match anywhere inside a long block. */
  anywhere: boolean;
}

/** Rules ready to be applied to any number of documents. */
export interface CompiledRules {
  readonly everywhere: RuleIndex;
  readonly bySite: ReadonlyMap<string, RuleIndex>;
  readonly size: number;
  /** The shipped packs among them, by name, and all of their rules. */
  readonly packs: ReadonlySet<string>;
  readonly shipped: ReadonlySet<Rule>;
}

/** The form in which whole-block texts are compared: folded tokens without decoration at the ends. */
export function phraseKey(text: string): string {
  const tokens = tokenize(text);
  return phraseKeyOf({ tokens, label: trimLabel(tokens) });
}

/** The same of a text whose tokens are cut. */
export function phraseKeyOf({ tokens, label: [from, to] }: Pick<TokenizedText, 'tokens' | 'label'>): string {
  let key = '';
  for (let i = from; i < to; i++) key += (i > from ? ' ' : '') + tokens[i].fold;
  return key;
}

/**
 * Compiles rule sets, the first given first in the order of reasons. Rules whose status keeps them from being applied
 * are left out.
 * @param sets shipped packs, learned files, hand-written files, in any mixture
 * @throws PatternError or SelectorError for rules that did not come through `parseRules`
 */
export function compileRules(sets: RuleSet | readonly RuleSet[]): CompiledRules {
  const everywhere = emptyIndex();
  const bySite = new Map<string, RuleIndex>();
  const packs = new Set<string>();
  const shipped = new Set<Rule>();
  let size = 0;
  for (const { rules, pack } of [sets].flat() as RuleSet[]) {
    if (pack !== undefined) packs.add(pack);
    for (const given of rules) {
      if (!isActive(given)) continue;
      const rule = withAllFields(given);
      if (pack !== undefined) shipped.add(rule);
      let index = everywhere;
      if (rule.site !== undefined) {
        index = bySite.get(rule.site) ?? emptyIndex();
        bySite.set(rule.site, index);
      }
      addRule(index, compileRule(rule, size++, pack !== undefined));
    }
  }
  return { everywhere, bySite, size, packs, shipped };
}

function emptyIndex(): RuleIndex {
  return {
    texts: new Map(),
    textStarts: new Map(),
    byKey: new Map(),
    known: new WordFilter(),
    slotsOnly: [],
    selectors: [],
    selecting: new SelectorIndex(),
    outsides: [],
    anywhere: false,
  };
}

function compileRule(rule: Rule, order: number, isShipped: boolean): CompiledRule {
  const { match, extent } = rule;
  return {
    rule,
    order,
    before: (match.before ?? []).map(parsePattern),
    after: match.after === undefined ? undefined : parsePattern(match.after),
    sequence: (match.sequence ?? []).map(parsePattern),
    within: (match.within ?? []).map(compileSelector),
    sectionEnd: typeof extent === 'object' && 'text' in extent ? phraseKey(extent.text) : undefined,
    witness: witnessOf(rule, isShipped),
    inSection: witnessInSection(rule, isShipped),
  };
}

function addRule(index: RuleIndex, owner: CompiledRule): void {
  const { match } = owner.rule;
  for (const text of match.text ?? []) {
    for (const key of phraseKeys(text, owner.rule.evidence !== undefined)) {
      const tokens = key.split(' ');
      index.known.add(tokens[0]);
      index.textStarts.set(tokens[0], Math.max(index.textStarts.get(tokens[0]) ?? 0, tokens.length));
      push(index.texts, key, owner);
    }
  }
  const anchor = match.at ?? 'whole';
  for (const pattern of owner.sequence.length > 0 ? [owner.sequence[0]] : (match.pattern ?? []).map(parsePattern)) {
    const offset = Math.max(
      0,
      owner.sequence.findIndex(({ key }) => key !== undefined),
    );
    const key = owner.sequence[offset]?.key ?? pattern.key;
    if (key !== undefined) {
      index.known.add(key);
      push(index.byKey, key, { pattern, anchor, owners: [owner], offset });
    } else addSlotsOnly(index.slotsOnly, pattern, anchor, owner);
    if (anchor === 'anywhere') index.anywhere = true;
  }
  for (const selector of match.selector ?? []) {
    index.selectors.push({ owner, source: selector, byId: index.selecting.add(selector).byId });
  }
  if (match.outside !== undefined)
    index.outsides.push({ owner, source: match.outside.join(', '), tests: match.outside.map(compileSelector) });
}

/** Every block is asked for these: rules with the same pattern ask once. */
function addSlotsOnly(entries: PatternEntry[], pattern: Pattern, anchor: Anchor, owner: CompiledRule): void {
  const known = entries.find((entry) => entry.anchor === anchor && entry.pattern.source === pattern.source);
  if (known === undefined) entries.push({ pattern, anchor, owners: [owner], offset: 0 });
  else known.owners.push(owner);
}

/** A phrase that a person wrote means the sentence as well; a learned one stands for what was seen, full stop and all. */
function phraseKeys(text: string, isLearned: boolean): string[] {
  const key = phraseKey(text);
  if (isLearned) return [key];
  return [key, key.endsWith(' .') ? key.slice(0, -2) : `${key} .`];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
