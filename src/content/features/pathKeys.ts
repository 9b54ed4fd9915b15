/** Hashes the names in an element's path: tags and the words in classes and ids, with their distance from the text. */
import { mix } from '../../text/tables/hash.js';
import { HashSet } from '../../text/tables/hashSet.js';
import { type Elements, elementsOf } from './elements.js';
import { linearScore, type WeightTable } from './linear.js';

/** Distances by steps above the block: the farther up, the coarser. */
const DISTANCES = [0, 1, 2, 3, 3, 4, 4, 4] as const;
const FARTHEST = 5;
/** Bounds the time for very deep paths in hostile pages. */
const MAX_KEYS = 400;

/** Reused for each path, to avoid garbage. */
const keys = new HashSet();

/** The keys of a path. Each word occurs once with its distance and once without. */
export function pathKeys(path: string): Uint32Array {
  collectKeys(elementsOf([path]), 0);
  return keys.toArray();
}

/** The score of each path. @param table the weights of names */
export function pathScores(elements: Elements, table: WeightTable): Float32Array {
  const scores = new Float32Array(elements.from.length - 1);
  for (let path = 0; path < scores.length; path++) {
    collectKeys(elements, path);
    scores[path] = linearScore(keys.members, keys.size, table);
  }
  return scores;
}

/** Puts the keys of a path into `keys`. */
function collectKeys({ steps, chains, from }: Elements, path: number): void {
  const last = from[path + 1] - 1;
  keys.clear();
  for (let i = last; i >= from[path] && keys.size < MAX_KEYS; i--) {
    const distance = DISTANCES[last - i] ?? FARTHEST;
    const { words, keys: anywhere } = steps[chains[i]];
    for (let j = 0; j < words.length; j++) {
      keys.add(mix(Math.imul(words[j], 31) + 1 + distance));
      keys.add(anywhere[j]);
    }
  }
}
