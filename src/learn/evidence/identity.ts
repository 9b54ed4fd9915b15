/** What makes a rule the same rule as another, and whether a person stands behind it. */
import type { Match, Rule } from '../../model/rule.js';
import { makeId } from '../../rules/file/load.js';

/** What a learned rule's id is made of. */
export type RuleContent = Pick<Rule, 'category' | 'scope' | 'match' | 'extent' | 'where' | 'site' | 'format'>;

/** The id of a learned rule: its category and a hash of what it does, so that an edit shows. */
export function learnedId({ category, scope, match, extent, where, site, format }: RuleContent): string {
  return makeId(category, { site, match: inOrder(match), scope, extent, where, format });
}

/** What a rule looks for, on which site, and how much it takes there; its category and its place in the document do not count. */
export function matchKey({ site, scope, match }: Pick<Rule, 'site' | 'scope' | 'match'>): string {
  return JSON.stringify([site ?? null, scope, inOrder(match)]);
}

/** A file may name the fields of a match in any order. */
function inOrder(match: Match): Match {
  const fields = ['text', 'pattern', 'sequence', 'selector', 'outside', 'within', 'links', 'at', 'before', 'after'] as const;
  const known = Object.fromEntries(fields.flatMap((field) => (match[field] === undefined ? [] : [[field, match[field]]])));
  return { ...known, ...match };
}

/**
 * Whether a person has made, changed, approved or vetoed the rule. What the learner writes carries evidence, the id of
 * its content and the confidence of its evidence, and neither examples nor counterexamples of its own: a rule that
 * differs in one of these was written or edited by hand.
 */
export function isPersonal(rule: Rule): boolean {
  if (rule.status === 'approved' || rule.status === 'vetoed') return true;
  if (rule.evidence === undefined || rule.effect === 'keep') return true;
  if (rule.examples !== undefined || rule.counterexamples !== undefined) return true;
  return plainId(rule) !== learnedId(rule) || rule.confidence !== rule.evidence.confidence;
}

/** The id that a rule was learned with: `withUniqueIds` may have numbered it. */
export function plainId({ id }: Pick<Rule, 'id'>): string {
  return /^(.+-[0-9a-f]{6,})-\d+$/u.exec(id)?.[1] ?? id;
}

/** Numbers ids that are there already, as where two people edited one learned rule. The first keeps its id. */
export function withUniqueIds(rules: readonly Rule[]): Rule[] {
  const used = new Set<string>();
  return rules.map((rule) => {
    let { id } = rule;
    for (let n = 2; used.has(id); n++) id = `${plainId(rule)}-${n}`;
    used.add(id);
    return id === rule.id ? rule : { ...rule, id };
  });
}
