/** Neighbours: the nearest blocks with text above and below a block, skipping layout. */
import { LAYOUT } from './blockColumns.js';

/**
 * The next block with text in one direction.
 * @param shapes the document's (`BlockColumns`)
 * @param step 1 for the block below, -1 for the one above
 * @returns its index; undefined at the end of the document
 */
export function neighbour(shapes: Uint8Array, block: number, step: 1 | -1): number | undefined {
  for (let i = block + step; i >= 0 && i < shapes.length; i += step) if ((shapes[i] & LAYOUT) === 0) return i;
  return undefined;
}
