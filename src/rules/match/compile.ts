/** Compiles rule sets into indexes, so that each block is only compared with rules that could match it. */

import { expectArgument, expectRuleSet } from '../../model/argument.js';
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

/** A rule with its patterns parsed. */
export interface CompiledRule {
  readonly rule: Rule;
  /** The rule's index in the order in which rules were given. */
  readonly order: number;
  readonly before: readonly Pattern[];
  readonly after: Pattern | undefined;
  readonly sequence: readonly Pattern[];
  /** The block must be inside one of these elements; empty if there is no such condition. */
  readonly within: readonly PathTest[];
  /** The phrase that ends a section, as a `phraseKey`. */
  readonly sectionEnd: string | undefined;
  /** The kind of witness that the rule is for a block that it matches, … */
  readonly witness: Witness;
  /** … and for the blocks below its marker. */
  readonly inSection: Witness;
}

export interface PatternEntry {
  readonly pattern: Pattern;
  readonly anchor: Anchor;
  /** The rules with this pattern. Only patterns without literals are shared. */
  readonly owners: CompiledRule[];
  /** The number of blocks from the start of the match to the block that contains the key: in a sequence it may be a later block. */
  readonly offset: number;
}

export interface SelectorEntry {
  readonly owner: CompiledRule;
  readonly source: string;
  /** Whether it uses a part of an id (`:id(…)`). */
  readonly byId: boolean;
}

export interface ContentPathEntry {
  readonly owner: CompiledRule;
  readonly source: string;
  /** A block is inside the article if one of these selects it. */
  readonly tests: readonly PathTest[];
}

/** The rules of one site, or those for every site. */
export interface RuleIndex {
  /** Whole-block texts by `phraseKey`. */
  readonly texts: Map<string, CompiledRule[]>;
  /** For each first token of `texts`, the most tokens of a text that begins with it. */
  readonly textStarts: Map<string, number>;
  /** Patterns by their key, a literal that the block must contain. */
  readonly byKey: Map<string, PatternEntry[]>;
  /** Contains the first tokens of `texts` and the keys of `byKey`. Most tokens of a document are ruled out by it. */
  readonly known: WordFilter;
  /** Patterns without literals, which are tried on every block. */
  readonly slotsOnly: PatternEntry[];
  readonly selectors: SelectorEntry[];
  /** Finds those of `selectors` that select a path. */
  readonly selecting: SelectorIndex;
  readonly contentPaths: ContentPathEntry[];
  /** Whether some pattern may match in the middle of a block. */
  anywhere: boolean;
}

/**
 * Rules that are ready to be applied to any number of documents. Only `compileRules` creates them. They contain more than
 * they show, which may change with any version. They cannot be passed to another thread or through JSON; compile the rule
 * sets there.
 */
export interface CompiledRules {
  /** How many rules are applied. */
  readonly size: number;
  /** The shipped packs among them, by name. */
  readonly packs: ReadonlySet<string>;
}

/** What compiled rules contain. */
export interface RuleIndexes extends CompiledRules {
  readonly everywhere: RuleIndex;
  readonly bySite: ReadonlyMap<string, RuleIndex>;
  /** All rules of the shipped packs. */
  readonly shipped: ReadonlySet<Rule>;
}

/**
 * What compiled rules contain.
 * @throws ArgumentError for anything that `compileRules` did not create
 */
export function indexesOf(rules: CompiledRules): RuleIndexes {
  const isCompiled = typeof rules === 'object' && rules !== null && 'everywhere' in rules;
  if (!isCompiled) expectArgument(false, 'rules', 'compiled rules, as compileRules returns them', rules);
  return rules as RuleIndexes;
}

/** The form in which whole-block texts are compared: folded tokens without decoration at either end. */
export function phraseKey(text: string): string {
  const tokens = tokenize(text);
  return phraseKeyOf({ tokens, label: trimLabel(tokens) });
}

/** The `phraseKey` of a tokenized text. */
export function phraseKeyOf({ tokens, label: [from, to] }: Pick<TokenizedText, 'tokens' | 'label'>): string {
  let key = '';
  for (let i = from; i < to; i++) key += (i > from ? ' ' : '') + tokens[i].fold;
  return key;
}

/**
 * Compiles rule sets. Rules given earlier come first among the reasons. Inactive rules are left out.
 * @param sets shipped packs, learned files and hand-written files, in any combination
 * @throws PatternError or SelectorError for rules that were not checked by `parseRules`
 *
 * @example
 * ```ts
 * import { compileRules, loadPacks, parseRules } from 'klartext';
 *
 * const mine = parseRules('format: klartext-rules/1\nrules: [{ category: share, remove: block, match: { text: Teilen } }]', 'mine.yaml');
 * const rules = compileRules([mine, ...loadPacks(['html', 'common'])]);
 * [...rules.packs]; // => ['html', 'common']
 * compileRules(mine).size; // => 1
 * ```
 */
export function compileRules(sets: RuleSet | readonly RuleSet[]): CompiledRules {
  const given = [sets].flat() as RuleSet[];
  for (const set of given) expectRuleSet(set, 'sets');
  const everywhere = emptyIndex();
  const bySite = new Map<string, RuleIndex>();
  const packs = new Set<string>();
  const shipped = new Set<Rule>();
  let size = 0;
  for (const { rules, pack } of given) {
    if (pack !== undefined) packs.add(pack);
    for (const written of rules) {
      if (!isActive(written)) continue;
      const rule = withAllFields(written);
      if (pack !== undefined) shipped.add(rule);
      const index = rule.site === undefined ? everywhere : indexOfSite(bySite, rule.site);
      addRule(index, compileRule(rule, size++, pack !== undefined));
    }
  }
  const compiled: RuleIndexes = { everywhere, bySite, size, packs, shipped };
  return compiled;
}

function indexOfSite(bySite: Map<string, RuleIndex>, site: string): RuleIndex {
  const index = bySite.get(site) ?? emptyIndex();
  bySite.set(site, index);
  return index;
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
    contentPaths: [],
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
  addPatterns(index, owner);
  for (const selector of match.selector ?? []) {
    index.selectors.push({ owner, source: selector, byId: index.selecting.add(selector).byId });
  }
  if (match.outside !== undefined)
    index.contentPaths.push({ owner, source: match.outside.join(', '), tests: match.outside.map(compileSelector) });
}

function addPatterns(index: RuleIndex, owner: CompiledRule): void {
  const { match } = owner.rule;
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
}

/** These are tried on every block, so rules with the same pattern share an entry. */
function addSlotsOnly(entries: PatternEntry[], pattern: Pattern, anchor: Anchor, owner: CompiledRule): void {
  const known = entries.find((entry) => entry.anchor === anchor && entry.pattern.source === pattern.source);
  if (known === undefined) entries.push({ pattern, anchor, owners: [owner], offset: 0 });
  else known.owners.push(owner);
}

/** A phrase that a person wrote also matches with or without a final full stop. A learned one only matches what was observed. */
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
