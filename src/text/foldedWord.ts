/** Folded words of a text and their hashes, computed without cutting the words out of the text. */
import { foldWord } from './fold.js';
import { FNV_PRIME, FNV_SEED, mix } from './tables/hash.js';
import { interned } from './tables/intern.js';

/** The folded form of a piece of text, without soft hyphens. */
export const foldedWord = interned((raw) => foldWord(raw.replaceAll('\u00ad', '')));

/** The hash of a folded word as a signed integer: larger numbers would be boxed as objects in each token. */
export function foldHash(folded: string): number {
  let hash = FNV_SEED;
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), FNV_PRIME);
  return mix(hash) | 0;
}

/** The `foldHash` of a piece of text after folding. */
export function hashOfFolded(text: string, from: number, to: number): number {
  let hash = FNV_SEED;
  for (let i = from; i < to; i++) {
    const unit = foldedUnit(text.charCodeAt(i));
    if (unit === TOGETHER) return foldHash(foldedWord(text, from, to));
    hash = Math.imul(hash ^ unit, FNV_PRIME);
  }
  return mix(hash) | 0;
}

/** Marks characters that fold to several characters, or together with their neighbours. */
export const TOGETHER = 1;
/** Alphabets and marks whose characters fold independently, except for sigma, which depends on its position in the word. */
const ALONE = /^[\u0020-\u024f\u0370-\u03a2\u03a4-\u03ff\u0400-\u052f\u2010-\u203a]$/u;

/** The folded form of each code unit, filled on demand; 0 if not computed yet. */
const units = new Uint16Array(65536);

/** The folded form of a code unit; `TOGETHER` if it depends on its neighbours. */
export function foldedUnit(code: number): number {
  return units[code] || fillUnit(code);
}

function fillUnit(code: number): number {
  const char = String.fromCharCode(code);
  const folded = foldWord(char);
  units[code] = ALONE.test(char) && !/[\p{M}\u00ad]/u.test(char) && folded.length === 1 ? folded.charCodeAt(0) : TOGETHER;
  return units[code];
}
