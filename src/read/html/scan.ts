/** Reads a page into its blocks, with their source ranges, and the metadata in its markup. */
import { countWords } from '../../text/shape.js';
import { Markup } from './markup.js';
import { findRevealed } from './revealed.js';
import { type Scan, Scanner } from './scanner.js';

/** A page with fewer visible words may hide its text until a script runs. */
const FEW_WORDS = 50;
/** It does if revealing everything multiplies the visible words by at least this factor, … */
const GROWTH = 5;
/** … or by this factor compared to revealing only the hidden elements that look like the article. */
const GROWTH_WITH_ARTICLE = 2;

const NOTHING: ReadonlySet<number> = new Set();
/** Reveals everything. */
const EVERYTHING: Pick<ReadonlySet<number>, 'has'> = { has: () => true };

/**
 * Divides a page into blocks. Linear in its length. Damaged markup costs structure, but never text. Hidden elements and
 * `noscript` are not read, unless they are part of the visible article (`findRevealed`), or almost nothing is left
 * without them, in which case a script would have revealed the page.
 */
export function scanHtml(page: string | Markup): Scan {
  const markup = typeof page === 'string' ? Markup.of(page) : page;
  const scan = scanOnce(markup, NOTHING);
  const revealed = scan.hidesText ? findRevealed(markup) : NOTHING;
  const article = revealed.size === 0 ? scan : scanOnce(markup, revealed);
  if (wordsUpTo(FEW_WORDS, scan) >= FEW_WORDS) return article;
  const everything = scanOnce(markup, EVERYTHING);
  const shown = wordsUpTo(Number.POSITIVE_INFINITY, article);
  const enough = Math.max(FEW_WORDS, shown * (article === scan ? GROWTH : GROWTH_WITH_ARTICLE)) + 1;
  return wordsUpTo(enough, everything) >= enough ? everything : article;
}

function scanOnce(markup: Markup, revealed: Pick<ReadonlySet<number>, 'has'>): Scanner {
  const scanner = new Scanner(markup, revealed);
  scanner.scan();
  return scanner;
}

/** The number of visible words, counted up to a limit. */
function wordsUpTo(limit: number, { blocks }: Scan): number {
  let words = 0;
  for (const { text } of blocks) {
    words += countWords(text);
    if (words >= limit) break;
  }
  return words;
}
