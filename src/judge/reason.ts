/** What is said of a block where no rule speaks. */
import type { Reason, Witness } from '../model/verdict.js';

/** A reason that a witness gives by itself: an observation about the block, its markup, its place. */
export function observed(
  witness: Witness,
  message: string,
  { category = 'other', confidence = 0.5 }: Partial<Pick<Reason, 'category' | 'confidence'>> = {},
): Reason {
  return { witness, model: witness, category, confidence, message };
}
