/** Whether a text is in pieces: its sentences are broken around links and bold words. */
import { type Continuations, PIECE_WORDS, PROSE_WORDS, runsOf } from './pieces.js';
import type { TextLine } from './textLine.js';

/** So many broken sentences tell that a text is in pieces, and such a share of its prose. */
const LEAST = 2;
const SHARE = 0.04;
/** What leaves pieces mostly leaves no blank lines: of a text with next to none one is enough, where it has little prose. */
const FEW_BLANKS = 0.03;
const SHARE_OF_ONE = 0.1;
/** Lines of verse are short, those of a text in pieces of any length: its broken sentences hold a line of so many. */
const LONG_LINE = 60;
/** Paragraphs of so many lines, all so long but the last, were wrapped once, and then something was taken out of them. */
const WRAPPED_LINES = 3;
const WRAPPED_WIDTH = 50;
/** A link is seldom longer. */
const NAME_WORDS = 6;
/** How a sentence ends, and a teaser that was cut short does not. */
const STOP = /[.!?。！？]["'“”»«)]*$/u;

/**
 * Whether a text is in pieces: it has sentences with prose above, a short piece, and how they go on. What merely begins
 * in lower case below a line without a full stop may be a post below its writer's name.
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
