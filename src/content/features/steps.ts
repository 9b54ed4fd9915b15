/** Steps of elements' paths: what the model wants to know of a tag with its classes and its id. */
import { lowerOf } from '../../text/chars.js';
import { FNV_PRIME, FNV_SEED, mix } from '../../text/tables/hash.js';
import { InternTable } from '../../text/tables/intern.js';

/** Tags whose distance above a block becomes a column. */
export const TAGS = ['nav', 'footer', 'header', 'aside', 'form', 'figure', 'article', 'main', 'section', 'ul', 'table', 'p', 'a'] as const;

export interface Step {
  /** Another one for each step that is known at the same time. */
  readonly number: number;
  /** The index of its tag in `TAGS`; -1 for others. */
  readonly tag: number;
  /** Whether it is marked up as the body of an article. */
  readonly isBody: boolean;
  /** Hashes of its words: the tag, and the parts of classes and ids. */
  readonly words: Int32Array;
  /** The key of each word wherever it is (`mix`). */
  readonly keys: Uint32Array;
}

const known = new InternTable(readStep);
/** Bounds memory. The steps of a site recur, so they are soon back. */
const MOST_STEPS = 20_000;

/** What leads to no element. */
export const NO_STEP = readStep('');

/** Forgets all steps if there are many. Only between pages: on a page, equal steps are one object. */
export function trimSteps(): void {
  if (known.size >= MOST_STEPS) known.clear();
}

/** The step from `from` to `to` in a path. */
export function stepIn(path: string, from: number, to: number): Step {
  return known.at(path, from, to);
}

function readStep(text: string): Step {
  const tag = /^[\w-]*/u.exec(text)?.[0] ?? '';
  const words = wordsOf(text);
  return {
    number: known.size,
    tag: (TAGS as readonly string[]).indexOf(tag),
    isBody: text.includes('[itemprop="articleBody"]'),
    words: Int32Array.from(words),
    keys: Uint32Array.from(words, mix),
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
