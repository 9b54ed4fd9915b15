/** Compiles rules to columns. */
import type { Anchor, Rule } from '../../model/rule.js';
import { foldHash } from '../../text/foldedWord.js';
import { FULL_STOP, tokenize, trimLabel } from '../../text/tokens.js';
import { filterOf } from '../../text/wordFilter.js';
import { type Pattern, parsePattern } from '../pattern/pattern.js';
import { parseSelector } from '../selector/selector.js';
import { bucketsOf, listsOf } from './buckets.js';
import { flagsOf } from './flags.js';
import { phraseHash } from './phrase.js';
import { type RuleColumns, SEQUENCE, salted, saltOf } from './ruleColumns.js';

/** What is known of a pattern before it is put into columns. */
interface PatternRow {
  readonly pattern: Pattern;
  readonly anchor: Anchor;
  readonly rule: number;
  readonly place: number;
  readonly offset: number;
}

/** The columns of some rules, and their sites, the first of which is scope 1. */
export interface Compiled {
  readonly columns: RuleColumns;
  readonly sites: readonly string[];
}

/**
 * @param applies whether a rule is applied; the others only keep their number
 * @throws PatternError or SelectorError for rules that were not checked by `parseRules`
 */
export function columnsOf(rules: readonly Rule[], applies: (rule: Rule) => boolean): Compiled {
  const columns = new ColumnsBuilder(rules.length);
  rules.forEach((rule, number) => {
    if (applies(rule)) columns.add(rule, number);
  });
  return columns.build();
}

class ColumnsBuilder {
  private readonly scopes = new Map<string | undefined, Scope>();
  private readonly ruleScope: Uint32Array;
  private readonly isApplied: Uint8Array;
  private readonly textHash: number[] = [];
  private readonly textRule: number[] = [];
  private readonly textPlace: number[] = [];
  private readonly textStarts: number[] = [];
  private readonly keyHash: number[] = [];
  private readonly keyed: PatternRow[] = [];
  private readonly slotsOnly: { readonly row: PatternRow; readonly owners: number[] }[] = [];

  /** @param count the number of rules, including those that are not applied */
  constructor(count: number) {
    this.ruleScope = new Uint32Array(count);
    this.isApplied = new Uint8Array(count);
    this.scopeOf(undefined);
  }

  private scopeOf(site: string | undefined): Scope {
    let scope = this.scopes.get(site);
    if (scope === undefined) {
      scope = new Scope(this.scopes.size, saltOf(site));
      this.scopes.set(site, scope);
    }
    return scope;
  }

  add(rule: Rule, number: number): void {
    const scope = this.scopeOf(rule.site);
    this.ruleScope[number] = scope.number;
    this.isApplied[number] = 1;
    rule.match.text?.forEach((text, place) => {
      this.addText(text, number, place, rule.evidence !== undefined, scope);
    });
    this.addPatterns(rule, number, scope);
    rule.match.selector?.forEach((source, place) => {
      const { names, byId } = parseSelector(source);
      scope.selectors.push({ rule: number, place, byId, names });
    });
    if (rule.match.outside !== undefined) scope.outside.push(number);
  }

  private addText(text: string, rule: number, place: number, isLearned: boolean, scope: Scope): void {
    const tokens = tokenize(text);
    const [from, to] = trimLabel(tokens);
    if (from === to) return;
    const hashes = Array.from({ length: to - from }, (_, i) => tokens.hash(from + i));
    const add = (form: readonly number[], which: number): void => {
      this.textHash.push(salted(phraseHash(form, 0, form.length), scope.salt));
      this.textRule.push(rule);
      this.textPlace.push(which);
      scope.longestText = Math.max(scope.longestText, form.length);
    };
    this.textStarts.push(salted(hashes[0], scope.salt));
    add(hashes, place * 2);
    if (!isLearned) add(tokens.is(to - 1, FULL_STOP, '.') ? hashes.slice(0, -1) : [...hashes, FULL_STOP], place * 2 + 1);
  }

  /** The last entry that a rule got. */
  private lastSlot = { rule: -1, at: -1 };

  private addPatterns({ match }: Rule, rule: number, scope: Scope): void {
    const anchor = match.at ?? 'whole';
    const sequence = (match.sequence ?? []).map(parsePattern);
    const keyAt = sequence.findIndex(({ key }) => key !== undefined);
    const add = (pattern: Pattern, place: number): void => {
      const offset = Math.max(0, keyAt);
      const key = sequence[offset]?.key ?? pattern.key;
      const row = { pattern, anchor, rule, place, offset };
      if (key === undefined) this.addSlotsOnly(row, scope);
      else {
        this.keyHash.push(salted(foldHash(key), scope.salt));
        this.keyed.push(row);
      }
      if (anchor === 'anywhere') scope.anywhere = true;
    };
    if (sequence.length > 0) add(sequence[0], SEQUENCE);
    else
      match.pattern?.forEach((source, place) => {
        add(parsePattern(source), place);
      });
  }

  /**
   * These are tried on every block, so rules with the same pattern share an entry, unless it comes before an earlier
   * pattern of the rule: those are tried in their order, whatever other rules there are.
   */
  private addSlotsOnly(row: PatternRow, scope: Scope): void {
    const least = this.lastSlot.rule === row.rule ? this.lastSlot.at : -1;
    let same = `${row.anchor} ${row.pattern.source}`;
    let known = scope.slots.get(same);
    while (known !== undefined && known <= least) {
      same += ' again';
      known = scope.slots.get(same);
    }
    const at = known ?? this.slotsOnly.push({ row, owners: [] }) - 1;
    if (known === undefined) scope.slots.set(same, at);
    this.slotsOnly[at].owners.push(row.rule);
    this.lastSlot = { rule: row.rule, at };
  }

  build(): Compiled {
    const scopes = [...this.scopes.values()];
    const texts = bucketsOf(this.textHash);
    const keys = bucketsOf(this.keyHash);
    const rows = [...Array.from(keys.order, (i) => this.keyed[i]), ...this.slotsOnly.map(({ row }) => row)];
    const selectors = scopes.flatMap((scope) => scope.selectors);
    const named = selectors.flatMap(({ names = [] }, selector) => names.map((name) => ({ name, selector })));
    const nameHash = named.map(({ name, selector }) => salted(foldHash(name), scopes[this.ruleScope[selectors[selector].rule]].salt));
    const names = bucketsOf(nameHash);
    const owners = listsOf(this.slotsOnly.map((one) => one.owners));
    const slots = listsOf(scopes.map((scope) => Array.from(scope.slots.values(), (slot) => this.keyed.length + slot)));
    const ranges = listsOf(scopes.map((scope) => scope.selectors.map(() => 0)));
    const loose = listsOf(
      scopes.map((scope, i) => scope.selectors.flatMap(({ names: own }, at) => (own === undefined ? [ranges.from[i] + at] : []))),
    );
    const outside = listsOf(scopes.map((scope) => scope.outside));
    const columns: RuleColumns = {
      isApplied: this.isApplied,
      ruleScope: this.ruleScope,
      textFrom: texts.from,
      textHash: Int32Array.from(texts.order, (i) => this.textHash[i]),
      textRule: Uint32Array.from(texts.order, (i) => this.textRule[i]),
      textPlace: Uint32Array.from(texts.order, (i) => this.textPlace[i]),
      textStarts: filterOf(this.textStarts),
      keyFrom: keys.from,
      keyHash: Int32Array.from(keys.order, (i) => this.keyHash[i]),
      keys: filterOf(this.keyHash),
      patternRule: Uint32Array.from(rows, ({ rule }) => rule),
      patternPlace: Uint32Array.from(rows, ({ place }) => place),
      patternOffset: Uint32Array.from(rows, ({ offset }) => offset),
      patternMin: Uint32Array.from(rows, ({ pattern }) => pattern.minTokens),
      patternMax: Uint32Array.from(rows, ({ pattern }) => pattern.maxTokens),
      patternFlags: Uint32Array.from(rows, ({ pattern, anchor }) => flagsOf(pattern, anchor)),
      patternFirst: Int32Array.from(rows, ({ pattern: { items } }) => literalHash(items[0])),
      patternLast: Int32Array.from(rows, ({ pattern: { items } }) => literalHash(items[items.length - 1])),
      patternNeeds: Int32Array.from(
        rows,
        ({ pattern: { needs, key } }) => needs.find((hash) => key !== undefined && hash !== foldHash(key)) ?? 0,
      ),
      ownersFrom: owners.from,
      owners: owners.values,
      selectorRule: Uint32Array.from(selectors, ({ rule }) => rule),
      selectorPlace: Uint32Array.from(selectors, ({ place }) => place),
      selectorById: Uint8Array.from(selectors, ({ byId }) => Number(byId)),
      nameFrom: names.from,
      nameHash: Int32Array.from(names.order, (i) => nameHash[i]),
      nameSelector: Uint32Array.from(names.order, (i) => named[i].selector),
      longestText: Uint32Array.from(scopes, (scope) => scope.longestText),
      anywhere: Uint8Array.from(scopes, (scope) => Number(scope.anywhere)),
      slotsFrom: slots.from,
      slots: slots.values,
      selectorsFrom: ranges.from,
      looseFrom: loose.from,
      loose: loose.values,
      outsideFrom: outside.from,
      outside: outside.values,
    };
    return { columns, sites: [...this.scopes.keys()].filter((site) => site !== undefined) };
  }
}

/** The rules of one site, or those for every site. */
class Scope {
  longestText = 0;
  anywhere = false;
  /** By anchor and source, its patterns without literals. */
  readonly slots = new Map<string, number>();
  readonly selectors: {
    readonly rule: number;
    readonly place: number;
    readonly byId: boolean;
    readonly names: readonly string[] | undefined;
  }[] = [];
  readonly outside: number[] = [];

  constructor(
    readonly number: number,
    readonly salt: number,
  ) {}
}

function literalHash(item: Pattern['items'][number]): number {
  return 'literal' in item ? item.hash : 0;
}
