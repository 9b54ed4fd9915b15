/** Interning: what a piece of text stands for, found without cutting the piece out of its text. */
import { FNV_PRIME, FNV_SEED } from './hash.js';
import { ownCopy } from './ownCopy.js';

/** A table is begun anew when it holds so many pieces: what recurs comes back soon. */
const MOST = 1 << 15;
/** Longer pieces are too rare to be kept. */
const LONGEST = 40;

/**
 * A function from pieces of text to what `make` makes of them, that makes it once for each piece and forgets seldom.
 * The same words come again and again: of most only the characters are compared.
 */
export function interned<T>(make: (piece: string) => T): (text: string, from: number, to: number) => T {
  let pieces: (string | undefined)[] = new Array(MOST * 2);
  let values: T[] = new Array(MOST * 2);
  let size = 0;
  return (text, from, to) => {
    if (to - from > LONGEST) return make(text.slice(from, to));
    let hash = FNV_SEED;
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
