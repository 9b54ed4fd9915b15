/** Reasons that do not come from a rule. */
import type { Reason, Witness } from '../model/verdict.js';

/** A reason given by a witness itself: an observation about the block, its markup or its position. */
export function observed(
  witness: Witness,
  message: string,
  { category = 'other', confidence = 0.5 }: Partial<Pick<Reason, 'category' | 'confidence'>> = {},
): Reason {
  return { witness, model: witness, category, confidence, message };
}
