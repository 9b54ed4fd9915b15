/** A Bloom filter over words with a single hash: quickly rules out words that were never added. */
import { foldHash } from './foldedWord.js';

/** Size of the filter in bits, a power of two. With a few thousand words, collisions are rare. */
const PLACES = 1 << 17;

export class WordFilter {
  private readonly bits = new Uint32Array(PLACES >>> 5);

  /** @param word a folded word */
  add(word: string): void {
    const place = foldHash(word) & (PLACES - 1);
    this.bits[place >>> 5] |= 1 << (place & 31);
  }

  /** Whether a word with this hash (`foldHash`) may have been added. False positives are possible. */
  mayHold(hash: number): boolean {
    const place = hash & (PLACES - 1);
    return ((this.bits[place >>> 5] >>> (place & 31)) & 1) === 1;
  }
}
