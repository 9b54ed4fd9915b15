/** The strongest reason of each removal, without its sentence: enough to count removals by category and rule. */
import type { Category } from '../model/category.js';
import type { Rule } from '../model/rule.js';
import type { Reason } from '../model/verdict.js';
import type { Judgement } from './judgement.js';
import { CONTENT_MODEL, type ContentModelWitness } from './modelReasons.js';
import { NAMED_ELEMENT_CONFIDENCE } from './witnesses/element.js';
import { against, FURNITURE, fixedReason, NAMED_ELEMENT } from './witnesses/observations.js';
import type { Testimonies } from './witnesses/testimonies.js';

/** What a removal is counted as. */
export interface RemovalKind {
  readonly category: Category;
  /** The id of the rule, or the name of the model. */
  readonly by: string;
}

/** The kind of the first reason that `verdictsOf` would give for the removal of all of a block. */
export function strongestOf(judgement: Judgement, block: number): RemovalKind {
  const cut = judgement.cutsOf(block)?.[0];
  const rule = cut?.hit.rule ?? strongestRule(judgement.testimonies as Testimonies, block);
  return rule === undefined ? strongestObservation(judgement.testimonies as Testimonies, block) : { category: rule.category, by: rule.id };
}

/** The first rule with the greatest confidence, however sure other witnesses are. */
function strongestRule(testimonies: Testimonies, block: number): Rule | undefined {
  let strongest: Rule | undefined;
  for (const { rule } of testimonies.hitsAgainst(block))
    if (strongest === undefined || rule.confidence > strongest.confidence) strongest = rule;
  return strongest;
}

function strongestObservation({ statements, markup, said }: Testimonies, block: number): RemovalKind {
  const model = statements.model as ContentModelWitness;
  let strongest = 0;
  let confidence = 0;
  for (let rest = against(said[block]); rest !== 0; rest &= rest - 1) {
    const observation = rest & -rest;
    const own =
      observation === FURNITURE
        ? model.confidenceAgainst(block)
        : observation === NAMED_ELEMENT
          ? NAMED_ELEMENT_CONFIDENCE
          : (fixedReason(observation) as Reason).confidence;
    if (strongest !== 0 && own <= confidence) continue;
    strongest = observation;
    confidence = own;
  }
  if (strongest === FURNITURE) return { category: model.categoryOf(block), by: CONTENT_MODEL };
  const { category, model: by } = strongest === NAMED_ELEMENT ? markup.namedReason(block) : (fixedReason(strongest) as Reason);
  return { category, by: by as string };
}
