/** Compiles rule sets into tables, so that each block is only compared with rules that could match it. */

import { expectArgument, expectRuleSet } from '../../model/argument.js';
import { isActive, type Rule, type RuleSet } from '../../model/rule.js';
import { columnsOf } from '../compiled/columnsOf.js';
import { type StoredSet, storedOf } from '../compiled/storedRules.js';
import { type AllFields, withAllFields } from './allFields.js';
import { LEFT_OUT, RulePart, type RuleScope } from './rulePart.js';

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
  /** The rules in the order in which they were given. */
  readonly parts: readonly RulePart[];
  /** Whether a rule of these belongs to a shipped pack. */
  readonly isShipped: (rule: Rule) => boolean;
}

/**
 * What compiled rules contain.
 * @throws ArgumentError for anything that `compileRules` did not create
 */
export function indexesOf(rules: CompiledRules): RuleIndexes {
  const isCompiled = typeof rules === 'object' && rules !== null && 'parts' in rules;
  if (!isCompiled) expectArgument(false, 'rules', 'compiled rules, as compileRules returns them', rules);
  return rules as RuleIndexes;
}

/** The rules of a site, or those for every site, part by part. */
export function scopesOf({ parts }: RuleIndexes, site: string | undefined): RuleScope[] {
  return parts.map((part) => part.scope(site)).filter((scope) => scope !== undefined);
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
  for (const set of given) if (storedOf(set) === undefined) expectRuleSet(set, 'sets');
  const packs = new Set<string>();
  const shipped = new Set<Rule>();
  let size = 0;
  const parts = runsOf(given).map((run) => {
    for (const { pack } of run) if (pack !== undefined) packs.add(pack);
    const part = storedOf(run[0]) === undefined ? compiledPart(run, size, shipped) : storedPart(run, size, shipped);
    size += part.orders.reduce((count, order) => count + Number(order !== LEFT_OUT), 0);
    return part;
  });
  const compiled: RuleIndexes = { parts, size, packs, isShipped: (rule) => shipped.has(rule) };
  return compiled;
}

/** Sets that follow each other and can be one part: those that were stored together, in their order, and all others. */
function runsOf(sets: readonly RuleSet[]): RuleSet[][] {
  const runs: RuleSet[][] = [];
  for (const set of sets) {
    const run = runs.at(-1);
    const [before, own] = [run && storedOf(run[run.length - 1]), storedOf(set)];
    const goesOn = run !== undefined && before?.rules === own?.rules && (before?.index ?? -1) < (own?.index ?? 0);
    if (goesOn) run.push(set);
    else runs.push([set]);
  }
  return runs;
}

/** @param size how many rules come before */
function compiledPart(sets: readonly RuleSet[], size: number, shipped: Set<Rule>): RulePart {
  const rules = sets.flatMap(({ rules: written, pack }) => {
    const applied = written.filter(isActive).map(withAllFields);
    if (pack !== undefined) for (const rule of applied) shipped.add(rule);
    return applied;
  });
  const { columns, sites } = columnsOf(rules, () => true);
  const source = { ruleAt: (number: number) => rules[number], isShipped: (number: number) => shipped.has(rules[number]) };
  const orders = Int32Array.from(rules, (_, number) => size + number);
  return new RulePart(columns, sites, source, orders);
}

/** The rules of all sets that were stored together are in the columns; those of the given ones are applied. */
function storedPart(sets: readonly RuleSet[], size: number, shipped: Set<Rule>): RulePart {
  const { rules: stored } = storedOf(sets[0]) as StoredSet;
  const { isApplied } = stored.columns;
  const orders = new Int32Array(isApplied.length).fill(LEFT_OUT);
  const isShipped = new Uint8Array(isApplied.length);
  let order = size;
  for (const set of sets) {
    const { first, end } = storedOf(set) as StoredSet;
    for (let i = first; i < end; i++) if (isApplied[i] === 1) orders[i] = order++;
    if (set.pack !== undefined) isShipped.fill(1, first, end);
  }
  const rules: AllFields<Rule>[] = [];
  const ruleAt = (number: number): AllFields<Rule> => {
    if (rules[number] === undefined) {
      rules[number] = withAllFields(stored.ruleAt(number));
      if (isShipped[number] === 1) shipped.add(rules[number]);
    }
    return rules[number];
  };
  return new RulePart(stored.columns, stored.sites, { ruleAt, isShipped: (number) => isShipped[number] === 1 }, orders);
}
