/** Rules that were compiled together: their columns, and what is made of a rule when it is first needed. */
import type { Anchor, Rule } from '../../model/rule.js';
import type { Witness } from '../../model/verdict.js';
import { anchorOf } from '../compiled/flags.js';
import { otherEnd, phraseKey } from '../compiled/phrase.js';
import { type RuleColumns, SEQUENCE, saltOf } from '../compiled/ruleColumns.js';
import { type Pattern, parsePattern } from '../pattern/pattern.js';
import { compileSelector, type PathTest } from '../selector/selector.js';
import type { AllFields } from './allFields.js';
import { ScopeSelectors } from './scopeSelectors.js';
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
  readonly owners: readonly CompiledRule[];
  /** The number of blocks from the start of the match to the block that contains the key. */
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

/** Where the rules of a part come from. */
export interface RuleSource {
  /** The rule with this number, with all of its fields (`withAllFields`). The same object each time. */
  ruleAt(number: number): AllFields<Rule>;
  /** Whether the rule belongs to a shipped pack. */
  isShipped(number: number): boolean;
}

/** The rule's index in the order in which rules were given, by its number in the part; `LEFT_OUT` for rules that are not applied. */
export type Orders = Int32Array;

export const LEFT_OUT = -1;

export class RulePart {
  private readonly owners: (CompiledRule | undefined)[] = [];
  private readonly entries: (PatternEntry | undefined)[] = [];
  private readonly phrases: (string | undefined)[] = [];
  private readonly scopes: (RuleScope | undefined)[] = [];
  private readonly scopeOfSite: ReadonlyMap<string, number>;

  constructor(
    readonly columns: RuleColumns,
    readonly sites: readonly string[],
    private readonly source: RuleSource,
    readonly orders: Orders,
  ) {
    this.scopeOfSite = new Map(sites.map((site, i) => [site, i + 1]));
  }

  /** The rules of a site, or those for every site; undefined if there are none of that site. */
  scope(site: string | undefined): RuleScope | undefined {
    const number = site === undefined ? 0 : this.scopeOfSite.get(site);
    if (number === undefined) return undefined;
    this.scopes[number] ??= new RuleScope(this, number, site);
    return this.scopes[number];
  }

  applies(rule: number): boolean {
    return this.orders[rule] !== LEFT_OUT;
  }

  owner(number: number): CompiledRule {
    this.owners[number] ??= compileRule(this.source.ruleAt(number), this.orders[number], this.source.isShipped(number));
    return this.owners[number] as CompiledRule;
  }

  /** A pattern with its rules. */
  pattern(number: number): PatternEntry {
    this.entries[number] ??= this.readPattern(number);
    return this.entries[number] as PatternEntry;
  }

  private readPattern(number: number): PatternEntry {
    const { patternRule, patternPlace, patternOffset, patternFlags, keyHash, ownersFrom, owners } = this.columns;
    const { match } = this.source.ruleAt(patternRule[number]);
    const place = patternPlace[number];
    const source = (place === SEQUENCE ? match.sequence?.[0] : match.pattern?.[place]) as string;
    const shared = number - keyHash.length;
    const rules = shared < 0 ? [patternRule[number]] : [...owners.subarray(ownersFrom[shared], ownersFrom[shared + 1])];
    return {
      pattern: parsePattern(source),
      anchor: anchorOf(patternFlags[number]),
      owners: rules.filter((rule) => this.applies(rule)).map((rule) => this.owner(rule)),
      offset: patternOffset[number],
    };
  }

  /** The phrase of a whole-block text. */
  phrase(number: number): string {
    this.phrases[number] ??= this.readPhrase(number);
    return this.phrases[number] as string;
  }

  /** The rules of sites with whole-block texts, in the order of scopes. */
  siteRulesWithTexts(): CompiledRule[] {
    const { textRule, ruleScope } = this.columns;
    const rules = [...new Set(textRule)].filter((rule) => ruleScope[rule] > 0 && this.applies(rule));
    return rules.sort((a, b) => ruleScope[a] - ruleScope[b] || a - b).map((rule) => this.owner(rule));
  }

  private readPhrase(number: number): string {
    const place = this.columns.textPlace[number];
    const phrase = phraseKey(this.source.ruleAt(this.columns.textRule[number]).match.text?.[place >>> 1] as string);
    return place % 2 === 0 ? phrase : otherEnd(phrase);
  }

  selectorSource(number: number): string {
    return this.source.ruleAt(this.columns.selectorRule[number]).match.selector?.[this.columns.selectorPlace[number]] as string;
  }

  selector(number: number): SelectorEntry {
    const { selectorRule, selectorById } = this.columns;
    return { owner: this.owner(selectorRule[number]), source: this.selectorSource(number), byId: selectorById[number] === 1 };
  }
}

/** The rules of one site, or those for every site. */
export class RuleScope {
  readonly salt: number;
  /** The most tokens of a whole-block text. */
  readonly longestText: number;
  /** Whether some pattern may match in the middle of a block. */
  readonly anywhere: boolean;
  /** Patterns without literals, which are tried on every block. */
  readonly slots: Uint32Array;
  readonly selectors: ScopeSelectors;
  private readContentPaths: readonly ContentPathEntry[] | undefined;

  constructor(
    readonly part: RulePart,
    readonly number: number,
    site: string | undefined,
  ) {
    const { columns } = part;
    this.salt = saltOf(site);
    this.longestText = columns.longestText[number];
    this.anywhere = columns.anywhere[number] === 1;
    this.slots = columns.slots.subarray(columns.slotsFrom[number], columns.slotsFrom[number + 1]);
    this.selectors = new ScopeSelectors(columns, number, this.salt, (selector) => part.selectorSource(selector));
  }

  get contentPaths(): readonly ContentPathEntry[] {
    this.readContentPaths ??= this.contentPathRules().map((owner) => {
      const outside = owner.rule.match.outside as readonly string[];
      return { owner, source: outside.join(', '), tests: outside.map(compileSelector) };
    });
    return this.readContentPaths;
  }

  private contentPathRules(): CompiledRule[] {
    const { part, number } = this;
    const { outsideFrom, outside } = part.columns;
    const rules = [...outside.subarray(outsideFrom[number], outsideFrom[number + 1])];
    return rules.filter((rule) => part.applies(rule)).map((rule) => part.owner(rule));
  }
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
