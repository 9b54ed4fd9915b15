/** Compiles rule sets into tables, so that each block is only compared with rules that could match it. */

import { expectArgument, expectRuleSet } from '../../model/argument.js';
import { isActive, type Rule, type RuleSet } from '../../model/rule.js';
import { columnsOf } from '../compiled/columnsOf.js';
import { withAllFields } from './allFields.js';
import { RulePart, type RuleScope } from './rulePart.js';

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
  for (const set of given) expectRuleSet(set, 'sets');
  const packs = new Set<string>();
  const shipped = new Set<Rule>();
  const rules = given.flatMap(({ rules: written, pack }) => {
    if (pack !== undefined) packs.add(pack);
    const applied = written.filter(isActive).map(withAllFields);
    if (pack !== undefined) for (const rule of applied) shipped.add(rule);
    return applied;
  });
  const { columns, sites } = columnsOf(rules);
  const source = { ruleAt: (number: number) => rules[number], isShipped: (number: number) => shipped.has(rules[number]) };
  const part = new RulePart(
    columns,
    sites,
    source,
    Int32Array.from(rules, (_, number) => number),
  );
  const compiled: RuleIndexes = { parts: [part], size: rules.length, packs, isShipped: (rule) => shipped.has(rule) };
  return compiled;
}
