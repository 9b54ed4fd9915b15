/** Where in a document a block stands. */
import type { Block } from '../../model/document.js';
import { isLayout } from '../../model/document.js';

/** Head and tail are this share of the text each … */
const SHARE = 1 / 3;
/** … and never fewer blocks of text than this. */
const BLOCKS = 10;

export interface Positions {
  /** The indexes of the blocks with text, in order. */
  readonly texts: readonly number[];
  /** How many of `texts`, from the first, are the head. */
  readonly headCount: number;
  /** How many of `texts`, from the last, are the tail. */
  readonly tailCount: number;
}

/** Finds head and tail: a block that begins in the first (ends in the last) third of the text, ten blocks at least. */
export function positionsOf(blocks: readonly Block[]): Positions {
  const texts: number[] = [];
  let length = 0;
  blocks.forEach((block, i) => {
    if (isLayout(block)) return;
    texts.push(i);
    length += block.text.length;
  });
  const reach = (order: readonly number[]): number => {
    let seen = 0;
    let count = 0;
    for (const i of order) {
      if (count >= BLOCKS && seen >= length * SHARE) break;
      seen += blocks[i].text.length;
      count++;
    }
    return count;
  };
  return { texts, headCount: reach(texts), tailCount: reach(texts.toReversed()) };
}
