/** Merges rule files that different people or machines have learned, so that each rule is there once. */
import { expectList, expectRuleSet } from '../../model/argument.js';
import type { Rule, RuleSet } from '../../model/rule.js';
import { RULES_FORMAT } from '../../model/rule.js';
import { isPersonal, matchKey, withUniqueIds } from '../evidence/identity.js';

/** A rule that several files contain in different forms. */
export interface Conflict {
  readonly kept: Rule;
  readonly left: Rule;
  /** One sentence for people. */
  readonly reason: string;
}

/**
 * Merges rule sets. Of rules that do the same (same site, scope, position and match), the winner is one with a person's
 * status (a veto first), then one that a person wrote or edited, then the one with more evidence, then the first.
 * @returns the merged rules, in the order of their first occurrence, and every choice between rules that differ
 *
 *
 * @example
 * ```ts
 * import { mergeRules, parseRules } from 'klartext';
 *
 * const [yours, mine] = ['ad', 'teaser'].map((category) =>
 *   parseRules(`format: klartext-rules/1\nrules: [{ remove: block, category: ${category}, match: { text: Anzeige } }]`, category),
 * );
 * const { rules, conflicts } = mergeRules([yours, mine], 'both.yaml');
 * rules.rules.length; // => 1
 * conflicts[0].reason; // => 'the files differ in its category: ad, teaser'
 * ```
 */
export function mergeRules(sets: readonly RuleSet[], name: string): { readonly rules: RuleSet; readonly conflicts: readonly Conflict[] } {
  expectList(sets, 'sets', 'a list of rule sets');
  for (const set of sets) expectRuleSet(set, 'sets');
  const chosen = new Map<string, Rule>();
  const conflicts: Conflict[] = [];
  for (const rule of sets.flatMap((set) => set.rules)) {
    const key = JSON.stringify([rule.effect, matchKey(rule), rule.where, rule.format]);
    const there = chosen.get(key);
    if (there === undefined) {
      chosen.set(key, rule);
      continue;
    }
    const reason = reasonFor(there, rule);
    const [kept, left] = wins(rule, there) ? [rule, there] : [there, rule];
    chosen.set(key, kept);
    if (reason !== undefined) conflicts.push({ kept, left, reason });
  }
  return { rules: { format: RULES_FORMAT, name, rules: withUniqueIds([...chosen.values()]) }, conflicts };
}

/** Whether the later rule replaces the earlier one. */
function wins(later: Rule, earlier: Rule): boolean {
  const rank = worth(later) - worth(earlier);
  return rank !== 0 ? rank > 0 : (later.evidence?.documents ?? 0) > (earlier.evidence?.documents ?? 0);
}

/** A decision counts more than an edit, an edit more than a learned rule; a veto counts most, since it keeps content. */
function worth(rule: Rule): number {
  if (rule.status === 'vetoed') return 3;
  return rule.status === 'approved' ? 2 : isPersonal(rule) ? 1 : 0;
}

/** What the choice between two rules was about; undefined if nothing was lost that people should know of. */
function reasonFor(a: Rule, b: Rule): string | undefined {
  if (worth(a) + worth(b) === 5) return 'one file approves it, the other vetoes it: the veto counts';
  if (JSON.stringify(a.extent) !== JSON.stringify(b.extent)) return 'the files differ in how far the section reaches';
  if (a.category !== b.category) return `the files differ in its category: ${a.category}, ${b.category}`;
  return undefined;
}
