/** Tokens as columns: one typed array a field, which grow together. */
import { grown } from '../tables/grown.js';

/** What a token is: letters, digits with the marks between them, or a single mark. */
export const WORD = 1;
export const NUMBER = 2;
export const MARK = 3;

/** Tokens in the order in which they were found; entries from `size` on mean nothing. */
export class TokenColumns {
  size = 0;
  /** The token's first code unit in its text, and the one after its last. */
  starts: Uint32Array;
  ends: Uint32Array;
  /** `WORD`, `NUMBER` or `MARK`. */
  kinds: Uint8Array;
  /** The hash of the folded token (`foldHash`). */
  hashes: Int32Array;

  /** @param capacity how many tokens are expected; more are taken too */
  constructor(capacity: number) {
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.kinds = new Uint8Array(capacity);
    this.hashes = new Int32Array(capacity);
  }

  push(start: number, end: number, kind: number, hash: number): void {
    const at = this.size;
    if (at === this.starts.length) this.grow();
    this.starts[at] = start;
    this.ends[at] = end;
    this.kinds[at] = kind;
    this.hashes[at] = hash;
    this.size = at + 1;
  }

  private grow(): void {
    const capacity = Math.max(16, this.starts.length * 2);
    this.starts = grown(this.starts, new Uint32Array(capacity));
    this.ends = grown(this.ends, new Uint32Array(capacity));
    this.kinds = grown(this.kinds, new Uint8Array(capacity));
    this.hashes = grown(this.hashes, new Int32Array(capacity));
  }
}
