/** The head and the tail of a document. */
import type { Block } from '../../model/document.js';
import { isLayout } from '../../model/document.js';

/** Head and tail are this share of the text each, … */
const SHARE = 1 / 3;
/** … but at least this many blocks of text: a third of a short text would be too little for its furniture. */
const BLOCKS = 10;

export interface Positions {
  /** The indexes of the blocks with text, in order. */
  readonly texts: readonly number[];
  /** The number of `texts` in the head, counted from the first. */
  readonly headCount: number;
  /** The number of `texts` in the tail, counted from the last. */
  readonly tailCount: number;
}

/** Finds head and tail: the blocks that begin in the first, or end in the last third of the text, at least ten each. */
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
