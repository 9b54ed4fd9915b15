/** A Bloom filter over words with a single hash: quickly rules out words that were never added. */
import { foldHash } from './foldedWord.js';

/** Size of the filter in bits, a power of two. With a few thousand words, collisions are rare. */
const SIZE = 1 << 17;

export class WordFilter {
  private readonly bits = new Uint32Array(SIZE >>> 5);

  /** @param word a folded word */
  add(word: string): void {
    const bit = foldHash(word) & (SIZE - 1);
    this.bits[bit >>> 5] |= 1 << (bit & 31);
  }

  /** Whether a word with this hash (`foldHash`) may have been added. False positives are possible. */
  mayHold(hash: number): boolean {
    const bit = hash & (SIZE - 1);
    return ((this.bits[bit >>> 5] >>> (bit & 31)) & 1) === 1;
  }
}
