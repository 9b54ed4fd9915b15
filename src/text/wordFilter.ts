/** A filter over words: tells at once, by its hash alone, that a word is none of those that were added. */
import { foldHash } from './foldedWord.js';

/** Places for hashes: a power of two, so many that few of some thousand words share one. */
const PLACES = 1 << 17;

export class WordFilter {
  private readonly bits = new Uint32Array(PLACES >>> 5);

  /** @param word folded */
  add(word: string): void {
    const place = foldHash(word) & (PLACES - 1);
    this.bits[place >>> 5] |= 1 << (place & 31);
  }

  /** Whether a word of this hash (`foldHash`) may have been added; some are let through that were not. */
  mayHold(hash: number): boolean {
    const place = hash & (PLACES - 1);
    return ((this.bits[place >>> 5] >>> (place & 31)) & 1) === 1;
  }
}
