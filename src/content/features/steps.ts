/** Steps of elements' paths: what the model wants to know of a tag with its classes and its id. */
import { lowerOf } from '../../text/chars.js';
import { FNV_PRIME, FNV_SEED, mix } from '../../text/tables/hash.js';
import { ownCopy } from '../../text/tables/ownCopy.js';

/** Tags whose distance above a block becomes a column. */
export const TAGS = ['nav', 'footer', 'header', 'aside', 'form', 'figure', 'article', 'main', 'section', 'ul', 'table', 'p', 'a'] as const;

export interface Step {
  readonly text: string;
  /** Of the text. */
  readonly hash: number;
  /** The index of its tag in `TAGS`; -1 for others. */
  readonly tag: number;
  /** Whether it is marked up as the body of an article. */
  readonly isBody: boolean;
  /** Hashes of its words: the tag, and the parts of classes and ids. */
  readonly words: Int32Array;
  /** The key of each word wherever it is (`mix`). */
  readonly keys: Uint32Array;
}

/** What leads to no element. */
export const NO_STEP = readStep('', FNV_SEED);

/** Known steps, in an open table that is looked up without cutting the step out of its path. It grows up to `MOST_STEPS`. */
let slots: (Step | undefined)[] = new Array(1 << 12);
let count = 0;
/** Bounds memory. The steps of a site recur, so they are soon back. */
const MOST_STEPS = 20_000;

/** Forgets all steps if there are many. Only between pages: on a page, equal steps are one object. */
export function trimSteps(): void {
  if (count < MOST_STEPS) return;
  slots = new Array(1 << 12);
  count = 0;
}

/** The step from `from` to `to` in a path. */
export function stepIn(path: string, from: number, to: number): Step {
  let hash = FNV_SEED;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ path.charCodeAt(i), FNV_PRIME);
  let slot = mix(hash) & (slots.length - 1);
  for (let step = slots[slot]; step !== undefined; step = slots[slot]) {
    if (step.hash === hash && step.text.length === to - from && path.startsWith(step.text, from)) return step;
    slot = (slot + 1) & (slots.length - 1);
  }
  const step = readStep(ownCopy(path.slice(from, to)), hash);
  slots[slot] = step;
  if (2 * ++count > slots.length) grow();
  return step;
}

function grow(): void {
  const known = slots;
  slots = new Array(2 * known.length);
  for (const step of known) {
    if (step === undefined) continue;
    let slot = mix(step.hash) & (slots.length - 1);
    while (slots[slot] !== undefined) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = step;
  }
}

function readStep(text: string, hash: number): Step {
  const tag = /^[\w-]*/u.exec(text)?.[0] ?? '';
  const words = wordsOf(text);
  return {
    text,
    hash,
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
