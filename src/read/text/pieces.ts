/** Text in pieces: a new line at every link and bold word. Which lines are pieces of one sentence. */
import { countWords } from '../../text/shape.js';
import words from './joining.json' with { type: 'json' };
import { beginsLower, hasMark, hasUnsureMark, isUnfinished, type TextLine } from './textLine.js';

/**
 * What joins a line to the one above it: a mark that ends or parts something, a word in lower case, a word above that
 * wants another, or that the sentence above goes on below.
 */
type Link = 'mark' | 'lower' | 'open' | 'inner';

/** A mark that belongs to what stands above; no ellipsis, which may begin a text, and no code. */
const CLOSING = /^(?:[,;:!?)\]，、。；：！？）」』]|\.(?!\.)|['’](?=s\b)|[”“»«"'’]+(?=[,.;:!?)\]]))(?![\p{L}\p{N}/\\:;(){}=](?<!['’]s))/u;
/** What no closing mark belongs to. */
const PARTED = /[|•·:;,/<>{}=]$/u;
const OPEN_END = /[,([„]$/u;
/** Words behind which another must come: no headline ends in one. */
const OPEN_WORDS = wordsOf(words.open);
/** Words that may end a headline as well (“baut die Strecke aus”). */
const HALF_OPEN_WORDS = wordsOf(words.openInside);

function wordsOf(lists: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.values(lists).flatMap((list) => list.split(' ')));
}

/** What prose does not end a line with, and code does. */
const CODE = /[{}=<>\\]|\(\)|\);?$|^\/\/|^\$|^>>>/u;

/** Words of a line that is a piece of prose by itself, and of one that may be beside another piece. */
const PROSE_WORDS = 8;
const PIECE_WORDS = 4;
/** A line of so many words is no headline. */
const LONG_WORDS = 20;

/** How the lines of a text link; `counts` are their words. */
interface Linked {
  readonly counts: readonly number[];
  readonly links: readonly (Link | undefined)[];
}

/** Whether each line belongs to the one above it. */
export function piecesJoined(lines: readonly TextLine[]): boolean[] {
  return linksOf(lines).links.map((link) => link !== undefined);
}

function linksOf(lines: readonly TextLine[]): Linked {
  const counts = lines.map(({ text }) => countWords(text));
  const links = lines.map((_, i) => (i === 0 ? undefined : linkOf(lines, counts, i)));
  // A name between two pieces of a sentence: what is below it tells that the sentence goes on.
  for (let i = 1; i + 1 < lines.length; i++) {
    if (links[i] === undefined && isInside(lines, counts, links, i)) links[i] = 'inner';
  }
  for (const [from, to] of runsOf(links)) {
    if (isSentence(lines, counts, from, to)) continue;
    for (let i = from + 1; i < to; i++) if (links[i] !== 'mark') links[i] = undefined;
  }
  return { counts, links };
}

function linkOf(lines: readonly TextLine[], counts: readonly number[], i: number): Link | undefined {
  const above = lines[i - 1];
  const below = lines[i];
  if (above.text === '' || below.text === '' || hasMark(below) || above.text.startsWith('#') || !isUnfinished(above)) return undefined;
  if (CLOSING.test(below.text) && !PARTED.test(above.text)) return 'mark';
  if (/^[-–—]\s/u.test(below.text) || CODE.test(above.text) || CODE.test(below.text)) return undefined;
  if (counts[i - 1] >= PIECE_WORDS && (OPEN_END.test(above.text) || endsIn(OPEN_WORDS, above.text))) return 'open';
  if (hasUnsureMark(below) || !beginsLower(below)) return undefined;
  return Math.max(counts[i - 1], counts[i]) >= PIECE_WORDS || OPEN_WORDS.has(below.text) ? 'lower' : undefined;
}

function endsIn(known: ReadonlySet<string>, text: string): boolean {
  return known.has(text.slice(text.lastIndexOf(' ') + 1).toLowerCase());
}

/** Whether the line above is inside a sentence that goes on in this one: too long for a headline, or a piece already. */
function isInside(lines: readonly TextLine[], counts: readonly number[], links: readonly (Link | undefined)[], i: number): boolean {
  const above = lines[i - 1];
  const below = lines[i];
  if (above.text === '' || below.text === '' || hasMark(below) || !isUnfinished(above) || CODE.test(above.text)) return false;
  const next = links[i + 1];
  const goesOn = next === 'mark' || next === 'lower';
  const rest = /[.!?。！？]["'“”»«)]*\s*(?=\p{L})([^.!?。！？:]*)$/u.exec(above.text.slice(-200))?.[1];
  // A caption without its full stop ends in a name; a label goes on nowhere.
  if (rest !== undefined && counts[i - 1] >= PROSE_WORDS && countWords(rest) >= PIECE_WORDS)
    return (
      goesOn || (/\p{Ll}$/u.test(rest) && (next !== undefined || counts[i] >= PROSE_WORDS || !isUnfinished(below)) && beginsLast(rest))
    );
  if (!goesOn) return false;
  if (counts[i - 1] >= LONG_WORDS || (counts[i - 1] >= PIECE_WORDS && endsIn(HALF_OPEN_WORDS, above.text))) return true;
  return links[i - 1] !== undefined && counts[i - 1] + counts[i - 2] >= PROSE_WORDS;
}

/** Whether the last word of a text begins in lower case. */
function beginsLast(text: string): boolean {
  return /^\p{Ll}/u.test(text.slice(text.lastIndexOf(' ') + 1));
}

/** The runs of lines that are linked to each other: from the first of each to the one behind its last. */
function* runsOf(links: readonly (Link | undefined)[]): Generator<readonly [number, number]> {
  for (let from = 0; from < links.length; ) {
    let to = from + 1;
    while (to < links.length && links[to] !== undefined) to++;
    if (to > from + 1) yield [from, to];
    from = to;
  }
}

/** Whether lines are pieces of running text: lists of tags and of ingredients have neither a long line nor a full stop. */
function isSentence(lines: readonly TextLine[], counts: readonly number[], from: number, to: number): boolean {
  let sum = 0;
  for (let i = from; i < to; i++) {
    if (counts[i] >= PROSE_WORDS) return true;
    sum += counts[i];
  }
  return sum >= PROSE_WORDS && !isUnfinished(lines[to - 1]);
}

/** So many broken sentences tell that a text is in pieces, and such a share of its prose. */
const LEAST_BROKEN = 2;
const SHARE = 0.04;
/** Lines of verse are short, those of a text in pieces of any length: its broken sentences hold a line of so many. */
const LONG_LINE = 60;
/** How a sentence ends, and a teaser that was cut short does not. */
const STOP = /[.!?。！？]["'“”»«)]*$/u;
/** A link is seldom longer. */
const NAME_WORDS = 6;

/**
 * Whether a text is in pieces: sentences with prose above, a short piece, and how it goes on. What merely begins in
 * lower case below a line without a full stop may be a post below its writer's name.
 */
export function isInPieces(lines: readonly TextLine[]): boolean {
  const { counts, links } = linksOf(lines);
  let broken = 0;
  for (const [from, to] of runsOf(links)) if (isBroken(lines, counts, links, from, to)) broken++;
  const prose = counts.filter((count) => count >= PROSE_WORDS).length;
  const least = lines.filter(({ text }) => text === '').length > lines.length * 0.03 ? LEAST_BROKEN : 1;
  return broken >= least && broken >= prose * SHARE;
}

function isBroken(
  lines: readonly TextLine[],
  counts: readonly number[],
  links: readonly (Link | undefined)[],
  from: number,
  to: number,
): boolean {
  let isLong = false;
  let isParted = false;
  for (let i = from; i < to; i++) {
    isLong ||= lines[i].width >= LONG_LINE;
    // A short piece inside the sentence, or a mark that ends it.
    if (i > from && i + 1 < to && counts[i] <= NAME_WORDS && counts[i - 1] >= PIECE_WORDS) isParted = true;
    if (links[i] === 'mark' && i > from + 1) isParted = true;
  }
  return isLong && isParted && STOP.test(lines[to - 1].text);
}
