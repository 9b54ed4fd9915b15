/** Linear scores over hashed words: small learned tables of the words that furniture consists of. */
import { mix } from '../../text/tables/hash.js';

export interface WeightTable {
  /** Indexed by the high bits of a hash; the length is a power of two. */
  readonly weights: Int8Array;
  /** The score that a weight of 1 adds. */
  readonly scale: number;
}

/** Only both ends of longer rows are read: furniture shows there, and time stays bounded. */
const HEAD_WORDS = 40;
const TAIL_WORDS = 16;
/** Rows of at most this many words are also looked up as a whole: most labels are no longer. */
const LABEL_WORDS = 6;

const FIRST = 0x51ed270b;
const LAST = 0x2545f491;
const PAIR = 0x9e3779b1;
const WHOLE = 0x27d4eb2f;

/** A buffer for the keys of any row: two per word, and a few more. */
export function keyBuffer(): Uint32Array {
  return new Uint32Array(2 * (HEAD_WORDS + TAIL_WORDS) + 8);
}

/**
 * The keys of a row: its words, pairs of adjacent words, first and last word, and the whole row if it is short.
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

/** The sum of the keys' weights over the square root of their number, so that long rows do not always score higher. */
export function linearScore(keys: Uint32Array, size: number, { weights, scale }: WeightTable): number {
  if (size === 0) return 0;
  const shift = shiftOf(weights.length);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += weights[keys[i] >>> shift];
  return (sum * scale) / Math.sqrt(size);
}

/** Learned scores of words: for the row itself, for the rows below it and for those above. */
export interface WordTable {
  /** Three weights for each entry, in this order, so that a key takes the processor to one place in memory, not to three. */
  readonly weights: Int8Array;
  /** The scores that weights of 1 add. */
  readonly scales: readonly [number, number, number];
}

/** One table of three of equal length. */
export function wordTable(words: WeightTable, below: WeightTable, above: WeightTable): WordTable {
  const weights = new Int8Array(3 * words.weights.length);
  for (let i = 0; i < words.weights.length; i++) weights.set([words.weights[i], below.weights[i], above.weights[i]], 3 * i);
  return { weights, scales: [words.scale, below.scale, above.scale] };
}

/** What the word table says of a row. */
export interface RowScores {
  words: number;
  below: number;
  above: number;
  /** The share of keys with a weight for the row itself: near 0 for languages that were not in the training data. */
  known: number;
}

/** The row's `linearScore` by each kind of weights, in one pass over its keys. @param scores receives them */
export function rowScores(keys: Uint32Array, size: number, { weights, scales }: WordTable, scores: RowScores): void {
  const shift = shiftOf(weights.length / 3);
  let words = 0;
  let below = 0;
  let above = 0;
  let known = 0;
  for (let i = 0; i < size; i++) {
    const at = 3 * (keys[i] >>> shift);
    const weight = weights[at];
    words += weight;
    if (weight !== 0) known++;
    below += weights[at + 1];
    above += weights[at + 2];
  }
  const root = Math.sqrt(Math.max(1, size));
  scores.words = (words * scales[0]) / root;
  scores.below = (below * scales[1]) / root;
  scores.above = (above * scales[2]) / root;
  scores.known = known / Math.max(1, size);
}

/** The high bits of a hash are the index. @param length of the table, a power of two */
function shiftOf(length: number): number {
  return Math.clz32(length) + 1;
}
