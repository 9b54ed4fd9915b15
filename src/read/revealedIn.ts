/** The hidden elements inside a block that were read anyway. */
import type { Block, Document } from '../model/document.js';

const NONE: ReadonlySet<number> = new Set();

/** The offsets, within a block's source, of the start tags of its revealed elements. */
export function revealedIn({ revealed }: Document, { start, end }: Block): ReadonlySet<number> {
  if (revealed === undefined) return NONE;
  const inside = new Set<number>();
  for (let i = firstFrom(revealed, start); i < revealed.length && revealed[i] < end; i++) inside.add(revealed[i] - start);
  return inside;
}

/** The index of the first number that is at least `least`, in an ascending array. */
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
