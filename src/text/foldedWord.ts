/** Words of a text as they fold, found without cutting them out of it; and their hashes, made without the folded words. */
import { foldWord } from './fold.js';
import { FNV_PRIME, FNV_SEED, mix } from './tables/hash.js';
import { interned } from './tables/intern.js';

/** The folded form of a piece of text; soft hyphens are no part of a word. */
export const foldedWord = interned((raw) => foldWord(raw.replaceAll('\u00ad', '')));

/** The hash of a word that is folded already, as a signed number: tokens keep it, and larger numbers are objects there. */
export function foldHash(folded: string): number {
  let hash = FNV_SEED;
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), FNV_PRIME);
  return mix(hash) | 0;
}

/** The `foldHash` of a piece of text as it folds. */
export function hashOfFolded(text: string, from: number, to: number): number {
  let hash = FNV_SEED;
  for (let i = from; i < to; i++) {
    const unit = foldedUnit(text.charCodeAt(i));
    if (unit === TOGETHER) return foldHash(foldedWord(text, from, to));
    hash = Math.imul(hash ^ unit, FNV_PRIME);
  }
  return mix(hash) | 0;
}

/** Stands for characters that fold together with those around them, or to more than one. */
const TOGETHER = 1;
/** Alphabets and marks of which each character folds by itself; but for a sigma, which asks where its word ends. */
const ALONE = /^[\u0020-\u024f\u0370-\u03a2\u03a4-\u03ff\u0400-\u052f\u2010-\u203a]$/u;

/** By character what it folds to, filled as characters are met: 0 where it has not been met. */
const units = new Uint16Array(65536);

function foldedUnit(code: number): number {
  return units[code] || fillUnit(code);
}

function fillUnit(code: number): number {
  const char = String.fromCharCode(code);
  const folded = foldWord(char);
  units[code] = ALONE.test(char) && !/[\p{M}\u00ad]/u.test(char) && folded.length === 1 ? folded.charCodeAt(0) : TOGETHER;
  return units[code];
}
