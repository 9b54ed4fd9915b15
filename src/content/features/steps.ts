/** A step of an element's path: what the model wants to know of a tag with its classes and its id. */
import { lowerOf } from '../../text/chars.js';
import { FNV_PRIME, FNV_SEED } from '../../text/tables/hash.js';

/** Tags whose distance above a block becomes a column. */
export const TAGS = ['nav', 'footer', 'header', 'aside', 'form', 'figure', 'article', 'main', 'section', 'ul', 'table', 'p', 'a'] as const;

export interface Step {
  /** Different for each step. */
  readonly number: number;
  /** The index of its tag in `TAGS`; -1 for others. */
  readonly tag: number;
  /** Whether it is marked up as the body of an article. */
  readonly isBody: boolean;
  /** Hashes of its words: the tag, and the parts of classes and ids. */
  readonly words: readonly number[];
}

let count = 0;

export function readStep(step: string): Step {
  const tag = /^[\w-]*/u.exec(step)?.[0] ?? '';
  return {
    number: count++,
    tag: (TAGS as readonly string[]).indexOf(tag),
    isBody: step.includes('[itemprop="articleBody"]'),
    words: wordsOf(step),
  };
}

/**
 * Hashes of the words in a step. Classes and ids are split at hyphens, underscores and inner capitals, and their digits are
 * ignored. The tag's differs from the others: `div` and a class `div` are two words.
 */
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
