/** The hidden elements in a block that are read all the same. */
import type { Block, Document } from '../model/document.js';

const NONE: ReadonlySet<number> = new Set();

/** Offsets in a block's source of the start tags in it that a page has revealed. */
export function revealedIn({ revealed }: Document, { start, end }: Block): ReadonlySet<number> {
  if (revealed === undefined) return NONE;
  const inside = new Set<number>();
  for (let i = firstFrom(revealed, start); i < revealed.length && revealed[i] < end; i++) inside.add(revealed[i] - start);
  return inside;
}

/** The index of the first of ascending numbers that is no less than another. */
function firstFrom(numbers: readonly number[], least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
