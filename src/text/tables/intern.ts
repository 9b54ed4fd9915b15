/** Interning: looks up the value for a piece of text without cutting the piece out of the text. */
import { FNV_PRIME, FNV_SEED } from './hash.js';
import { ownCopy } from './ownCopy.js';
import { TABLE_SEED } from './seed.js';

/** The table is emptied when it is full, which bounds its memory. Recurring pieces soon fill it again. */
const MOST = 1 << 15;
/** Longer pieces recur too rarely to be worth storing. */
const LONGEST = 40;

/** Memoises `make` over pieces of text. The same words recur all the time, so most calls only compare characters. */
export function interned<T>(make: (piece: string) => T): (text: string, from: number, to: number) => T {
  let pieces: (string | undefined)[] = new Array(MOST * 2);
  let values: T[] = new Array(MOST * 2);
  let size = 0;
  return (text, from, to) => {
    if (to - from > LONGEST) return make(text.slice(from, to));
    let hash = FNV_SEED ^ TABLE_SEED;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
    let at = (hash ^ (hash >>> 15)) & (pieces.length - 1);
    for (let piece = pieces[at]; piece !== undefined; piece = pieces[at]) {
      if (isAt(piece, text, from, to)) return values[at];
      at = (at + 1) & (pieces.length - 1);
    }
    if (size === MOST) {
      pieces = new Array(MOST * 2);
      values = new Array(MOST * 2);
      size = 0;
    }
    const piece = ownCopy(text.slice(from, to));
    const value = make(piece);
    pieces[at] = piece;
    values[at] = value;
    size++;
    return value;
  };
}

function isAt(piece: string, text: string, from: number, to: number): boolean {
  if (piece.length !== to - from) return false;
  for (let i = 0; i < piece.length; i++) if (piece.charCodeAt(i) !== text.charCodeAt(from + i)) return false;
  return true;
}
