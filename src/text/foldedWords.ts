/** Sets of folded words that are asked about the tokens of a text. */
import { foldHash } from './foldedWord.js';
import { HashSet } from './tables/hashSet.js';
import type { Tokens } from './tokens.js';

/** A set of folded words. A token is folded only if a word of the set has its hash. */
export class FoldedWords {
  private readonly hashes = new HashSet();
  private readonly words: ReadonlySet<string>;

  constructor(words: readonly string[]) {
    this.words = new Set(words);
    for (const word of words) this.hashes.add(foldHash(word) >>> 0);
  }

  /** Whether a token is one of the words. */
  has(tokens: Tokens, at: number): boolean {
    return this.hashes.has(tokens.hash(at) >>> 0) && this.words.has(tokens.fold(at));
  }
}
