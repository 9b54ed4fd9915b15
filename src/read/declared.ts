/** How much of its article a page declares in JSON-LD without showing it: the rest behind a paywall, the text of an empty shell. */
import type { Block } from '../model/document.js';
import { type ScannedTexts, scanTexts } from '../text/scan/scanTexts.js';
import { MARK } from '../text/scan/tokenColumns.js';
import { countWords } from '../text/shape.js';
import { FNV_PRIME, mix } from '../text/tables/hash.js';
import { HashSet } from '../text/tables/hashSet.js';
import { tableOf } from './table/blockTable.js';

/** To be clearly more than the page shows, the missing words must be at least this many, and this share of all declared words. */
const MORE_WORDS = 50;
const MORE_SHARE = 0.25;

/** Consecutive words count as shown if the page contains a run of at least this length. Single words recur by chance. */
const SHINGLE = 3;

/** Counts the words of declared paragraphs that the page does not show; 0 unless they are clearly more of the article. Linear in both. */
export function unshownWords(declared: readonly string[], blocks: readonly Block[]): number {
  const all = wordsOf(declared);
  const isMore = (words: number) => words >= MORE_WORDS && words >= all * MORE_SHARE;
  const texts = new Set(blocks.map(({ text }) => text));
  const others = declared.filter((paragraph) => !texts.has(paragraph));
  if (!isMore(wordsOf(others))) return 0;
  const shown = new HashSet();
  const table = tableOf({ blocks });
  for (let i = 0; i < blocks.length; i++) for (const shingle of shinglesOf(hashesOf(table, i))) shown.add(shingle);
  const scan = scanTexts(others);
  const missing = others.reduce((sum, paragraph, i) => sum + countWords(paragraph) * missingShare(hashesOf(scan, i), shown), 0);
  return isMore(missing) ? Math.round(missing) : 0;
}

function wordsOf(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, paragraph) => sum + countWords(paragraph), 0);
}

/** The share of a paragraph's words that are in no shingle that the page shows. */
function missingShare(hashes: Int32Array, shown: HashSet): number {
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

/** The hashes of the words and numbers of a text, without the marks between them. */
function hashesOf({ tokens, tokenFrom }: Pick<ScannedTexts, 'tokens' | 'tokenFrom'>, text: number): Int32Array {
  const hashes = new Int32Array(tokenFrom[text + 1] - tokenFrom[text]);
  let size = 0;
  for (let i = tokenFrom[text]; i < tokenFrom[text + 1]; i++) if (tokens.kinds[i] !== MARK) hashes[size++] = tokens.hashes[i];
  return hashes.subarray(0, size);
}

/** The hashed word shingles of a text. A shorter text is a single shingle. */
function shinglesOf(hashes: Int32Array): Uint32Array {
  const size = Math.min(SHINGLE, hashes.length);
  const shingles = new Uint32Array(size === 0 ? 0 : hashes.length - size + 1);
  for (let i = 0; i < shingles.length; i++) {
    let shingle = size;
    for (let j = i; j < i + size; j++) shingle = Math.imul(shingle, FNV_PRIME) ^ hashes[j];
    shingles[i] = mix(shingle);
  }
  return shingles;
}
