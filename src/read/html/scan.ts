/** A page: its blocks with their source ranges, and what its head says. */
import { countWords } from '../../text/shape.js';
import { findRevealed } from './revealed.js';
import { type Scan, Scanner } from './scanner.js';

/** A page of fewer visible words than this may keep its text hidden until a script shows it. */
const FEW_WORDS = 50;
/** That is so where revealing it shows so many times as much, … */
const MANY_TIMES = 5;
/** … or so many times as much as revealing those hidden elements that look like its article. */
const TWICE = 2;

const NOTHING: ReadonlySet<number> = new Set();
/** All that is hidden is read. */
const EVERYTHING: Pick<ReadonlySet<number>, 'has'> = { has: () => true };

/**
 * Cuts a page into blocks. Linear in its length; damaged markup costs structure, never text. Hidden elements and
 * `noscript` give no text, unless they are a part of the article that the page shows (`findRevealed`), or next to
 * nothing is left without them: then a script would have shown the page.
 */
export function scanHtml(source: string): Scan {
  const scan = scanOnce(source, NOTHING);
  const revealed = scan.hidesText ? findRevealed(source) : NOTHING;
  const article = revealed.size === 0 ? scan : scanOnce(source, revealed);
  if (wordsUpTo(FEW_WORDS, scan) >= FEW_WORDS) return article;
  const everything = scanOnce(source, EVERYTHING);
  const shown = wordsUpTo(Number.POSITIVE_INFINITY, article);
  const enough = Math.max(FEW_WORDS, shown * (article === scan ? MANY_TIMES : TWICE)) + 1;
  return wordsUpTo(enough, everything) >= enough ? everything : article;
}

function scanOnce(source: string, revealed: Pick<ReadonlySet<number>, 'has'>): Scanner {
  const scanner = new Scanner(source, revealed);
  scanner.run();
  return scanner;
}

/** The words that a page shows, counted no further than is asked. */
function wordsUpTo(limit: number, { blocks }: Scan): number {
  let words = 0;
  for (const { text } of blocks) {
    words += countWords(text);
    if (words >= limit) break;
  }
  return words;
}
