/** Captions: they go, as without the picture they refer to nothing; those who want them have their removals taken back. */
import type { Judgement } from './judgement.js';
import { strongestOf } from './strongest.js';

/**
 * The judgement without its removals of captions: of blocks whose strongest reason says so, and of pieces that rules for
 * captions cut. Everything else has been decided before, so that keeping captions never removes more.
 */
export function keepCaptions(judgement: Judgement): Judgement {
  const isCaption = (block: number) => judgement.isRemoved(block) && strongestOf(judgement, block).category === 'caption';
  return judgement.sparing([...judgement.document.blocks.keys()].filter(isCaption), 'caption');
}
