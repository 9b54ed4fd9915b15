/** A growing list of the hashes of words. */

import { lowerOf } from '../chars.js';
import { grown } from '../tables/grown.js';
import { FNV_PRIME, FNV_SEED, mix } from '../tables/hash.js';

const MOST_KEPT = 1 << 14;

export class HashList {
  hashes: Uint32Array;
  size = 0;

  /** @param capacity how many are expected; more are taken too */
  constructor(capacity: number) {
    this.hashes = new Uint32Array(capacity);
  }

  /** Forgets all of them. Space for more than most texts have is given back. */
  clear(): void {
    this.size = 0;
    if (this.hashes.length > MOST_KEPT) this.hashes = new Uint32Array(0);
  }

  push(hash: number): void {
    if (this.size === this.hashes.length) this.hashes = grown(this.hashes, new Uint32Array(Math.max(16, this.size * 2)));
    this.hashes[this.size++] = hash;
  }
}

/** The hash that a scan gives a word. @param word consists of letters, in any case */
export function wordHash(word: string): number {
  let hash = FNV_SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ lowerOf(word.charCodeAt(i)), FNV_PRIME);
  return mix(hash);
}
