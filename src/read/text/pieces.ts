/** Text in pieces: a new line at every link and bold word. Which lines are pieces of one sentence. */
import { countWords } from '../../text/shape.js';
import words from './joining.json' with { type: 'json' };
import { beginsLower, hasMark, hasUnsureMark, isUnfinished, type TextLine } from './textLine.js';

/** What joins a line to the one above it, the surest first: a mark, a word in lower case, a word that wants another. */
type Link = 'mark' | 'lower' | 'open' | 'inner';

const CLOSING = /^(?:[,.;:!?)\]…。、，；：！？）」』]|[”“»«"'’]+(?:[,.;:!?)\]]|$))(?![\p{L}\p{N}/\\])/u;
/** What no closing mark belongs to. */
const ENDED = /[|•·:;,]$/u;
const OPEN_END = /[,([„]$/u;
const OPEN_WORDS: ReadonlySet<string> = new Set(Object.values(words.open).flatMap((list) => list.split(' ')));

/** Words of a line that is a piece of prose by itself, and of one that may be beside another piece. */
const PROSE_WORDS = 8;
const PIECE_WORDS = 4;
/** A line of so many words is no headline. */
const LONG_WORDS = 20;

/** Whether each line belongs to the one above it. */
export function piecesJoined(lines: readonly TextLine[]): boolean[] {
  const counts = lines.map(({ text }) => countWords(text));
  const links = lines.map((_, i) => (i === 0 ? undefined : linkOf(lines, counts, i)));
  // A name between two pieces of a sentence: what is below it tells that the sentence goes on.
  for (let i = 1; i + 1 < lines.length; i++) {
    const next = links[i + 1];
    if (links[i] === undefined && (next === 'mark' || next === 'lower') && isInside(lines, counts, links, i)) links[i] = 'inner';
  }
  const joined = links.map((link) => link !== undefined);
  for (const [from, to] of runsOf(joined)) {
    if (isSentence(lines.slice(from, to), counts.slice(from, to))) continue;
    for (let i = from + 1; i < to; i++) joined[i] = links[i] === 'mark';
  }
  return joined;
}

function linkOf(lines: readonly TextLine[], counts: readonly number[], i: number): Link | undefined {
  const above = lines[i - 1];
  const below = lines[i];
  if (above.text === '' || below.text === '' || hasMark(below) || hasMark(above) || /^#/u.test(above.text)) return undefined;
  if (CLOSING.test(below.text) && !ENDED.test(above.text)) return 'mark';
  if (!isUnfinished(above) || hasUnsureMark(below) || /[{}]$/u.test(above.text)) return undefined;
  if (beginsLower(below) && Math.max(counts[i - 1], counts[i]) >= PIECE_WORDS) return 'lower';
  if (counts[i - 1] >= PIECE_WORDS && (OPEN_END.test(above.text) || endsOpen(above.text))) return 'open';
  return undefined;
}

/** Whether a text ends in a word behind which another must come. */
function endsOpen(text: string): boolean {
  return OPEN_WORDS.has(text.slice(text.lastIndexOf(' ') + 1));
}

/** Whether the line above a name is inside a sentence: too long for a headline, or a piece already. */
function isInside(lines: readonly TextLine[], counts: readonly number[], links: readonly (Link | undefined)[], i: number): boolean {
  const above = lines[i - 1];
  if (above.text === '' || hasMark(above) || hasMark(lines[i]) || !isUnfinished(above)) return false;
  if (counts[i - 1] >= LONG_WORDS) return true;
  const rest = /[.!?。！？]["'“”»«)]*\s*(?=\p{L})([^.!?。！？:]*)$/u.exec(above.text)?.[1];
  if (rest !== undefined && counts[i - 1] >= PROSE_WORDS && countWords(rest) >= PIECE_WORDS) return true;
  return links[i - 1] !== undefined && counts[i - 1] + counts[i - 2] >= PROSE_WORDS;
}

/** The runs of lines that are joined to each other. */
function* runsOf(joined: readonly boolean[]): Generator<readonly [number, number]> {
  for (let from = 0; from < joined.length; ) {
    let to = from + 1;
    while (to < joined.length && joined[to]) to++;
    if (to > from + 1) yield [from, to];
    from = to;
  }
}

/** Whether lines are pieces of running text: lists of tags and of ingredients have neither a long line nor a full stop. */
function isSentence(run: readonly TextLine[], counts: readonly number[]): boolean {
  if (counts.some((count) => count >= PROSE_WORDS)) return true;
  const words = counts.reduce((sum, count) => sum + count, 0);
  return words >= PROSE_WORDS && !isUnfinished(run[run.length - 1]);
}

/** So many broken sentences tell that a text is in pieces, and such a share of its prose. */
const LEAST_BROKEN = 3;
const SHARE = 0.05;
/** Lines of verse are short, those of a text in pieces of any length: some of its broken sentences hold a line of so many. */
const LONG_LINE = 60;

/** Whether a text is in pieces. */
export function isInPieces(lines: readonly TextLine[]): boolean {
  const joined = piecesJoined(lines);
  const marks = joined.filter((is, i) => is && CLOSING.test(lines[i].text)).length;
  let broken = 0;
  for (const [from, to] of runsOf(joined)) {
    const run = lines.slice(from, to);
    if (!isUnfinished(run[run.length - 1]) && run.some(({ width }) => width >= LONG_LINE)) broken++;
  }
  const prose = lines.filter(({ text }) => countWords(text) >= PROSE_WORDS).length;
  return marks + broken >= LEAST_BROKEN && (marks > 0 || broken >= 2 * LEAST_BROKEN) && marks + broken >= prose * SHARE;
}
