/** Detects texts in pieces, whose sentences are broken around links and bold words. */
import { type Continuations, PIECE_WORDS, PROSE_WORDS, runsOf } from './pieces.js';
import type { TextLine } from './textLine.js';

/** A text is in pieces if it has at least this many broken sentences, and if they are this share of its prose. */
const LEAST = 2;
const SHARE = 0.04;
/**
 * Scrapers that break sentences usually leave no blank lines. In a text with almost none and with little prose, a single
 * broken sentence is enough.
 */
const FEW_BLANKS = 0.03;
const SHARE_OF_ONE = 0.1;
/**
 * Lines of verse are all short, whereas those of a text in pieces have any length: at least one line of a broken sentence
 * must be this long.
 */
const LONG_LINE = 60;
/**
 * A paragraph of at least this many lines, all but the last at least this long, was wrapped at some width before
 * something was removed from it.
 */
const WRAPPED_LINES = 3;
const WRAPPED_WIDTH = 50;
/** Links rarely have more words. */
const NAME_WORDS = 6;
/** The end of a sentence. Truncated teasers lack it. */
const STOP = /[.!?。！？]["'“”»«)]*$/u;

/**
 * Whether a text is in pieces: it contains sentences that consist of prose, a short piece, and their continuation. A line
 * that merely begins in lower case below one without a full stop may be a post below its author's name.
 */
export function isInPieces(lines: readonly TextLine[], continuations: Continuations): boolean {
  let broken = 0;
  for (const [from, to] of runsOf(continuations)) if (isBroken(lines, continuations, from, to)) broken++;
  if (broken === 0) return false;
  const prose = lines.filter(({ words }) => words >= PROSE_WORDS).length;
  if (broken >= LEAST) return broken >= prose * SHARE;
  return broken >= prose * SHARE_OF_ONE && lines.filter(({ text }) => text === '').length <= lines.length * FEW_BLANKS;
}

function isBroken(lines: readonly TextLine[], continuations: Continuations, from: number, to: number): boolean {
  if (!STOP.test(lines[to - 1].text)) return false;
  let isLong = false;
  let isParted = false;
  let isWrapped = to - from >= WRAPPED_LINES;
  for (let i = from; i < to; i++) {
    isLong ||= lines[i].width >= LONG_LINE;
    isWrapped &&= i === to - 1 || lines[i].width >= WRAPPED_WIDTH;
    const isInner = i > from && i + 1 < to && lines[i].words <= NAME_WORDS && lines[i - 1].words >= PIECE_WORDS;
    isParted ||= isInner || (continuations[i] === 'mark' && i > from + 1);
  }
  return isWrapped || (isLong && isParted);
}
