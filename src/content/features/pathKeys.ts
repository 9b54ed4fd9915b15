/** Hashes the names in an element's path: tags and the words in classes and ids, with their distance from the text. */
import { stepsOf } from '../../model/elementPath.js';
import { lowerOf } from '../../text/chars.js';
import { BoundedCache } from '../../text/tables/boundedCache.js';
import { FNV_PRIME, FNV_SEED, mix } from '../../text/tables/hash.js';
import { HashSet } from '../../text/tables/hashSet.js';

/** Distances by steps above the block: the farther up, the coarser. */
const DISTANCES = [0, 1, 2, 3, 3, 4, 4, 4] as const;
const FARTHEST = 5;
/** Bounds the time for very deep paths in hostile pages. */
const MAX_KEYS = 400;

/** Reused for each path, to avoid garbage. */
const keys = new HashSet();

/** The pages of a site share their steps. The limit bounds memory. */
const MOST_STEPS = 20_000;
const stepWords = new BoundedCache<readonly number[]>(MOST_STEPS);

/**
 * The keys of a path. Each word occurs once with its distance and once without. Classes and ids are split at hyphens,
 * underscores and inner capitals, and their digits are ignored.
 */
export function pathKeys(path: string): Uint32Array {
  const steps = stepsOf(path);
  keys.clear();
  for (let i = steps.length - 1; i >= 0 && keys.size < MAX_KEYS; i--) {
    const distance = DISTANCES[steps.length - 1 - i] ?? FARTHEST;
    for (const word of stepWords.get(steps[i], wordsOf)) {
      keys.add(mix(Math.imul(word, 31) + 1 + distance));
      keys.add(mix(word));
    }
  }
  return keys.toArray();
}

/** Hashes of the words in a step. The tag's differs from the others: `div` and a class `div` are two words. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over the characters with six variables of state
function wordsOf(step: string): number[] {
  const words: number[] = [];
  let hash = FNV_SEED;
  let size = 0;
  let isTag = true;
  let wasLower = false;
  for (let i = 0; i <= step.length; i++) {
    const code = i < step.length ? step.charCodeAt(i) : 0;
    const isUpper = code >= 65 && code <= 90;
    const isLetter = isUpper || (code >= 97 && code <= 122) || (isTag && code >= 48 && code <= 57);
    if ((!isLetter || (isUpper && wasLower)) && size > 0) {
      if (size > 1 || isTag) words.push(isTag ? hash ^ 0x5bd1e995 : hash);
      isTag = false;
      hash = FNV_SEED;
      size = 0;
    }
    if (isLetter) {
      hash = Math.imul(hash ^ lowerOf(code), FNV_PRIME);
      size++;
    }
    wasLower = isLetter && !isUpper;
  }
  return words;
}
