/** How much of its article a page declares in JSON-LD without showing it: the rest behind a paywall, the text of an empty shell. */
import type { Block } from '../model/document.js';
import { countWords } from '../text/shape.js';
import { hash32 } from '../text/tables/hash.js';

/** To be clearly more than the page shows, the missing words must be at least this many, and this share of all declared words. */
const MORE_WORDS = 50;
const MORE_SHARE = 0.25;

/** Consecutive words count as shown if the page contains a run of at least this length. Single words recur by chance. */
const SHINGLE = 3;

/** Words; in scripts without spaces, single characters. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu;

/** Counts the words of declared paragraphs that the page does not show; 0 unless they are clearly more of the article. Linear in both. */
export function unshownWords(declared: readonly string[], blocks: readonly Block[]): number {
  const all = wordsOf(declared);
  const isMore = (words: number) => words >= MORE_WORDS && words >= all * MORE_SHARE;
  const texts = new Set(blocks.map(({ text }) => text));
  const others = declared.filter((paragraph) => !texts.has(paragraph));
  if (!isMore(wordsOf(others))) return 0;
  const shown = new Set<number>();
  for (const text of texts) for (const shingle of shinglesOf(hashesOf(text))) shown.add(shingle);
  const missing = others.reduce((sum, paragraph) => sum + countWords(paragraph) * missingShare(hashesOf(paragraph), shown), 0);
  return isMore(missing) ? Math.round(missing) : 0;
}

function wordsOf(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, paragraph) => sum + countWords(paragraph), 0);
}

/** The share of a paragraph's words that are in no shingle that the page shows. */
function missingShare(hashes: readonly number[], shown: ReadonlySet<number>): number {
  if (hashes.length === 0) return 0;
  const size = Math.min(SHINGLE, hashes.length);
  let known = 0;
  let upTo = 0;
  shinglesOf(hashes).forEach((shingle, i) => {
    if (!shown.has(shingle)) return;
    known += i + size - Math.max(upTo, i);
    upTo = i + size;
  });
  return 1 - known / hashes.length;
}

function hashesOf(text: string): number[] {
  return (text.toLowerCase().match(WORD) ?? []).map((word) => hash32(word));
}

/** The hashed word shingles of a text. A shorter text is a single shingle. */
function shinglesOf(hashes: readonly number[]): number[] {
  const size = Math.min(SHINGLE, hashes.length);
  const shingles: number[] = [];
  for (let i = 0; size > 0 && i + size <= hashes.length; i++) {
    let shingle = size;
    for (let j = i; j < i + size; j++) shingle = Math.imul(shingle, 0x01000193) ^ hashes[j];
    shingles.push(shingle);
  }
  return shingles;
}
