/** Interning: looks up the value for a piece of text without cutting the piece out of the text. */
import { FNV_PRIME, FNV_SEED, mix } from './hash.js';
import { ownCopy } from './ownCopy.js';
import { TABLE_SEED } from './seed.js';

/** How many places a table has at first. */
const FIRST_PLACES = 1 << 12;

/** Values by pieces of text, each made once. The same pieces recur all the time, so most calls only compare characters. */
export class InternTable<T> {
  /** How many pieces are known. */
  size = 0;
  private pieces: (string | undefined)[] = new Array(FIRST_PLACES);
  private values: T[] = new Array(FIRST_PLACES);
  /** The hash of each piece: other pieces in its place are told by it. */
  private hashes = new Int32Array(FIRST_PLACES);

  /** @param make the value of a piece */
  constructor(private readonly make: (piece: string) => T) {}

  /** The value of the piece from `from` up to `to` in a text. */
  at(text: string, from: number, to: number): T {
    const { hashes, pieces } = this;
    const hash = hashOf(text, from, to);
    let at = hash & (pieces.length - 1);
    for (let piece = pieces[at]; piece !== undefined; piece = pieces[at]) {
      if (hashes[at] === hash && isAt(piece, text, from, to)) return this.values[at];
      at = (at + 1) & (pieces.length - 1);
    }
    const piece = ownCopy(text.slice(from, to));
    const value = this.make(piece);
    this.put(at, piece, value, hash);
    if (2 * ++this.size > pieces.length) this.grow();
    return value;
  }

  clear(): void {
    this.resize(FIRST_PLACES);
    this.size = 0;
  }

  private put(at: number, piece: string, value: T, hash: number): void {
    this.pieces[at] = piece;
    this.values[at] = value;
    this.hashes[at] = hash;
  }

  private resize(places: number): void {
    this.pieces = new Array(places);
    this.values = new Array(places);
    this.hashes = new Int32Array(places);
  }

  private grow(): void {
    const { hashes, pieces, values } = this;
    this.resize(2 * pieces.length);
    const last = this.pieces.length - 1;
    pieces.forEach((piece, from) => {
      if (piece === undefined) return;
      let at = hashes[from] & last;
      while (this.pieces[at] !== undefined) at = (at + 1) & last;
      this.put(at, piece, values[from], hashes[from]);
    });
  }
}

/** A memoised function of pieces forgets all of them when it knows this many. Recurring pieces are soon back. */
const MOST = 1 << 15;
/** Longer pieces recur too rarely to be worth storing. */
const LONGEST = 40;

/** Memoises `make` over pieces of text, in bounded memory. */
export function interned<T>(make: (piece: string) => T): (text: string, from: number, to: number) => T {
  const table = new InternTable(make);
  return (text, from, to) => {
    if (to - from > LONGEST) return make(text.slice(from, to));
    if (table.size === MOST) table.clear();
    return table.at(text, from, to);
  };
}

/** A hash that is another one in each process. */
function hashOf(text: string, from: number, to: number): number {
  let hash = FNV_SEED ^ TABLE_SEED;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return mix(hash) | 0;
}

function isAt(piece: string, text: string, from: number, to: number): boolean {
  if (piece.length !== to - from) return false;
  for (let i = 0; i < piece.length; i++) if (piece.charCodeAt(i) !== text.charCodeAt(from + i)) return false;
  return true;
}
