/** The names in an element's path as keys: tags, words of classes and ids, how far above the text they stand. */
import { stepsOf } from '../../model/elementPath.js';
import { lowerOf } from '../../text/chars.js';
import { BoundedCache } from '../../text/tables/boundedCache.js';
import { FNV_PRIME, FNV_SEED, mix } from '../../text/tables/hash.js';
import { HashSet } from '../../text/tables/hashSet.js';

/** Distances above the block from which steps are no longer told apart. */
const FAR = [0, 1, 2, 3, 3, 4, 4, 4] as const;
const FARTHEST = 5;
const MAX_KEYS = 400;

/** The keys of the path in hand. */
const keys = new HashSet();

/** So many steps are remembered: the pages of a site have the same ones. */
const MOST_STEPS = 20_000;
const stepWords = new BoundedCache<readonly number[]>(MOST_STEPS);

/**
 * The keys of a path. Each word stands once with its distance and once without; a class or an id is split at hyphens,
 * underscores and inner capitals, and digits are left out.
 */
export function pathKeys(path: string): Uint32Array {
  const steps = stepsOf(path);
  keys.clear();
  for (let i = steps.length - 1; i >= 0 && keys.size < MAX_KEYS; i--) {
    const distance = FAR[steps.length - 1 - i] ?? FARTHEST;
    for (const word of stepWords.get(steps[i], wordsOf)) {
      keys.add(mix(Math.imul(word, 31) + 1 + distance));
      keys.add(mix(word));
    }
  }
  return keys.toArray();
}

/** Hashes of the words in a step, the tag's with its sign: `div` and a class `div` are two words. */
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
