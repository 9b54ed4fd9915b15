/** Neighbours: the nearest blocks with text above and below a block, skipping layout. */
import { type Block, isLayout } from '../model/document.js';

/**
 * The next block with text in one direction.
 * @param step 1 for the block below, -1 for the one above
 * @returns its index; undefined at the end of the document
 */
export function neighbour(blocks: readonly Block[], block: number, step: 1 | -1): number | undefined {
  for (let i = block + step; i >= 0 && i < blocks.length; i += step) if (!isLayout(blocks[i])) return i;
  return undefined;
}
