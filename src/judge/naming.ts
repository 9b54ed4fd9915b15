/** Naming: the reasons of a judgement as sentences and categories, made for those who read them. */
import type { Reason, Span, Verdict } from '../model/verdict.js';
import { hitReason } from './category/message.js';
import type { Judgement } from './judgement.js';
import { placeOf } from './kept.js';
import type { ContentModelWitness } from './modelReasons.js';
import { ARTICLE, against, FURNITURE, fixedReason, NAMED_ELEMENT } from './witnesses/observations.js';
import { PROTECTS } from './witnesses/statements.js';
import type { Testimonies } from './witnesses/testimonies.js';

/** One verdict per block, in the order of the blocks, each with all its reasons. */
export function verdictsOf(judgement: Judgement): Verdict[] {
  const { testimonies } = judgement;
  return judgement.document.blocks.map(({ text }, block): Verdict => {
    if (testimonies === undefined || text === '') return { block, action: 'keep', reasons: [] };
    const score = judgement.scores === undefined ? {} : { score: Math.round(judgement.scores[block] * 1000) / 1000 };
    const verdict = (action: Verdict['action'], reasons: readonly Reason[], overruled: readonly Reason[]): Verdict => ({
      block,
      action,
      ...score,
      reasons: strongestFirst(reasons),
      ...(overruled.length === 0 ? {} : { overruled: strongestFirst(overruled) }),
    });
    if (judgement.cutsOf(block) !== undefined) return { ...cutVerdict(judgement, block), ...score };
    const speakAgainst = reasonsAgainst(testimonies, block);
    if (testimonies.statements.isProtected[block] === 1) return verdict('keep', protections(testimonies, block), speakAgainst);
    const speakFor = speakAgainst.length === 0 ? [] : observedReasons(testimonies, block, testimonies.saidFor(block));
    return judgement.isRemoved(block) ? verdict('remove', speakAgainst, speakFor) : verdict('keep', speakFor, speakAgainst);
  });
}

/** The verdict on a block of which pieces are cut. */
function cutVerdict(judgement: Judgement, block: number): Verdict {
  const { document } = judgement;
  const cuts = judgement.cutsOf(block) ?? [];
  const named = cuts.map(({ from, to, hit }) => ({ from, to, reason: hitReason(document, hit) }));
  // If nothing remains of the block, the block itself is removed.
  if (judgement.isRemoved(block)) return { block, action: 'remove', reasons: [named[0].reason] };
  const spans = named.map(({ from, to, reason }): Span => ({ ...placeOf(document, block, from, to), reason }));
  return { block, action: 'keep', spans, reasons: spans.map((span) => span.reason) };
}

/**
 * All reasons against a block: of rules that take it, of other witnesses, and of rules for the top. Rules are sorted
 * before all others in the end.
 */
function reasonsAgainst(testimonies: Testimonies, block: number): Reason[] {
  return [
    ...testimonies.hitsAgainst(block).map((hit) => hitReason(testimonies.document, hit)),
    ...observedReasons(testimonies, block, against(testimonies.said[block])),
  ];
}

/** The reasons of the rules that protect a block. */
function protections({ document, statements }: Testimonies, block: number): Reason[] {
  const { hits, roles, firstHit } = statements;
  const reasons: Reason[] = [];
  for (let at = firstHit[block]; at < firstHit[block + 1]; at++) if (roles[at] === PROTECTS) reasons.push(hitReason(document, hits[at]));
  return reasons;
}

/** The reasons of observations of a block, in the order of their bits. */
function observedReasons(testimonies: Testimonies, block: number, said: number): Reason[] {
  const reasons: Reason[] = [];
  for (let rest = said; rest !== 0; rest &= rest - 1) reasons.push(observedReason(testimonies, block, rest & -rest));
  return reasons;
}

function observedReason({ statements, markup }: Testimonies, block: number, observation: number): Reason {
  const model = statements.model as ContentModelWitness;
  if (observation === FURNITURE) return model.reasonAgainst(block);
  if (observation === ARTICLE) return model.reasonFor(block);
  return observation === NAMED_ELEMENT ? markup.namedReason(block) : (fixedReason(observation) as Reason);
}

/**
 * Strongest reason first, and rules before models, because people can read and edit a rule. The sort is stable, so
 * equal reasons keep the order of the rules.
 */
function strongestFirst(reasons: readonly Reason[]): Reason[] {
  const isModel = ({ ruleId }: Reason) => Number(ruleId === undefined);
  return reasons.toSorted((a, b) => isModel(a) - isModel(b) || b.confidence - a.confidence);
}
