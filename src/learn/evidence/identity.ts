/** What makes two rules the same, and whether a rule is a person's. */
import type { Rule } from '../../model/rule.js';
import { phraseKey } from '../../rules/compiled/phrase.js';
import { inOrder, learnedId } from '../../rules/file/ruleId.js';

/**
 * A key for what a rule looks for, on which site, and how much it takes there. Ignores its category and its position in
 * the document, which may change when it is learned again, and how its texts are spelled.
 */
export function matchKey({ site, scope, match }: Pick<Rule, 'site' | 'scope' | 'match'>): string {
  const text = match.text?.map(phraseKey);
  return JSON.stringify([site ?? null, scope, inOrder(text === undefined ? match : { ...match, text })]);
}

/**
 * Whether a person wrote, edited, approved or vetoed the rule. The learner writes evidence, an id made from the
 * content, the confidence of the evidence, and never examples or counterexamples: a rule that deviates in any of these
 * was written or edited by hand.
 */
export function isPersonal(rule: Rule): boolean {
  if (rule.status === 'approved' || rule.status === 'vetoed') return true;
  if (rule.evidence === undefined || rule.effect === 'keep') return true;
  if (rule.examples !== undefined || rule.counterexamples !== undefined) return true;
  return plainId(rule) !== learnedId(rule) || rule.confidence !== rule.evidence.confidence;
}

/** The id that a rule was learned with, without the number that `withUniqueIds` may have added. */
export function plainId({ id }: Pick<Rule, 'id'>): string {
  return /^(.+-[0-9a-f]{6,})-\d+$/u.exec(id)?.[1] ?? id;
}

/** Numbers duplicate ids, as when two people edited the same learned rule. The first one keeps its id. */
export function withUniqueIds(rules: readonly Rule[]): Rule[] {
  const used = new Set<string>();
  return rules.map((rule) => {
    let { id } = rule;
    for (let n = 2; used.has(id); n++) id = `${plainId(rule)}-${n}`;
    used.add(id);
    return id === rule.id ? rule : { ...rule, id };
  });
}
