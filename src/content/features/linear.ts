/** Linear scores over hashed words: small tables, learned in training, that know which words furniture is made of. */
import { mix } from '../../text/tables/hash.js';

/** Weights by hash, a byte each. */
export interface WeightTable {
  /** Its length is a power of two. */
  readonly weights: Int8Array;
  /** One unit of weight. */
  readonly scale: number;
}

/** Longer rows are looked at only at both ends. */
const HEAD_WORDS = 40;
const TAIL_WORDS = 16;
/** Rows of up to so many words are also looked up whole. */
const LABEL_WORDS = 6;

const FIRST = 0x51ed270b;
const LAST = 0x2545f491;
const PAIR = 0x9e3779b1;
const WHOLE = 0x27d4eb2f;

/** A buffer that holds the keys of any one row. */
export function keyBuffer(): Uint32Array {
  return new Uint32Array(2 * (HEAD_WORDS + TAIL_WORDS) + 8);
}

/**
 * The keys of a row: its words, its pairs of words, its first and last word, and the whole where it is short.
 * @returns how many were written to `keys`
 */
export function rowKeys(hashes: Uint32Array, from: number, to: number, keys: Uint32Array): number {
  let size = 0;
  let before = FIRST;
  let whole = WHOLE;
  const gap = to - from > HEAD_WORDS + TAIL_WORDS ? from + HEAD_WORDS : -1;
  for (let i = from; i < to; i++) {
    if (i === gap) {
      i = to - TAIL_WORDS;
      before = PAIR;
    }
    const hash = hashes[i];
    keys[size++] = hash;
    keys[size++] = mix(Math.imul(before, PAIR) ^ hash);
    before = hash;
    whole = mix(Math.imul(whole, PAIR) ^ hash);
  }
  if (to > from) keys[size++] = mix(Math.imul(before, PAIR) ^ LAST);
  if (to - from <= LABEL_WORDS) keys[size++] = mix(whole ^ WHOLE);
  return size;
}

/** The score of a row: the sum of its keys' weights, divided by the root of their number. */
export function linearScore(keys: Uint32Array, size: number, { weights, scale }: WeightTable): number {
  if (size === 0) return 0;
  const shift = Math.clz32(weights.length) + 1;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += weights[keys[i] >>> shift];
  return (sum * scale) / Math.sqrt(size);
}

/** The share of a row's keys that the table knows anything of: near 0 in languages that training has not seen. */
export function knownShare(keys: Uint32Array, size: number, { weights }: WeightTable): number {
  if (size === 0) return 0;
  const shift = Math.clz32(weights.length) + 1;
  let known = 0;
  for (let i = 0; i < size; i++) if (weights[keys[i] >>> shift] !== 0) known++;
  return known / size;
}
