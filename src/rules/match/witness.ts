/**
 * Witnesses: how a rule recognises a block. To remove a paragraph takes its own words or two witnesses of different kinds
 * (`judge/witnesses/weigh.ts`); for a label one is enough.
 */
import type { Rule } from '../../model/rule.js';
import type { Witness } from '../../model/verdict.js';

/**
 * The kind of witness that a rule is for a block that it matches. A pattern with open slots recognises a block only by
 * its shape, which counts as its place.
 * @param isShipped whether the rule belongs to a pack
 */
export function witnessOf({ match, where, evidence, status }: Rule, isShipped: boolean): Witness {
  if (status === 'approved' || (!isShipped && evidence === undefined)) return 'person';
  if (match.selector !== undefined || match.outside !== undefined) return evidence === undefined ? 'element' : 'site';
  return where === 'top' ? 'place' : 'words';
}

/** The kind of witness that a rule is for the blocks below its marker. Shipped rules have not observed what follows. */
export function witnessInSection(rule: Rule, isShipped: boolean): Witness {
  if (witnessOf(rule, isShipped) === 'person') return 'person';
  return rule.evidence === undefined ? 'place' : 'site';
}
