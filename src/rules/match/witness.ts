/**
 * Witnesses: by what a rule knows a block. A paragraph goes on its own words, or on two witnesses of different kinds
 * (`judge/weigh.ts`); a label goes on one.
 */
import type { Rule } from '../../model/rule.js';
import type { Witness } from '../../model/verdict.js';

/**
 * What kind of witness a rule is where it matches a block itself. A pattern with open slots knows a block by its shape
 * alone, and shapes are told by place.
 * @param isShipped whether the rule is of a pack
 */
export function witnessOf({ match, where, evidence, status }: Rule, isShipped: boolean): Witness {
  if (status === 'approved' || (!isShipped && evidence === undefined)) return 'person';
  if (match.selector !== undefined || match.outside !== undefined) return evidence === undefined ? 'element' : 'site';
  return where === 'top' ? 'place' : 'words';
}

/** What kind of witness it is of the blocks below its marker: shipped rules have not seen what stands there. */
export function witnessInSection(rule: Rule, isShipped: boolean): Witness {
  if (witnessOf(rule, isShipped) === 'person') return 'person';
  return rule.evidence === undefined ? 'place' : 'site';
}
