/** Text in pieces: a new line at every link and bold word. Which lines are pieces of one sentence. */
import { countWords } from '../../text/shape.js';
import words from './joining.json' with { type: 'json' };
import { beginsLower, hasMark, hasUnsureMark, type TextLine } from './textLine.js';

/**
 * What joins a line to the one above it: a mark that ends or parts something, a word in lower case, a word above that
 * wants another, or that the sentence above goes on below.
 */
export type Continuation = 'mark' | 'lower' | 'open' | 'inner';

/** For each line of a text its link to the one above. */
export type Continuations = readonly (Continuation | undefined)[];

/** A mark that belongs to what stands above; no ellipsis, which may begin a text, and no code. */
const CLOSING = /^(?:[,;:!?)\]，、。；：！？）」』]|\.(?!\.)|['’](?=s\b)|[”“»«"'’]+(?=[,.;:!?)\]]))(?![\p{L}\p{N}/\\:;(){}=](?<!['’]s))/u;
/** What no closing mark belongs to. */
const PARTED = /[|•·:;,/<>{}=]$/u;
const DASH = /^[-–—]\s/u;
const OPEN_END = /[,[„]$/u;
/** What prose does not hold, and code does. */
const CODE = /[{}=<>\\]|\(\)|\);?$|^\/\/|^\$/u;
/** Words behind which another must come: no headline ends in one. */
const OPEN_WORDS = wordsOf(words.open);
/** Words that may end a headline as well (“baut die Strecke aus”). */
const HALF_OPEN_WORDS = wordsOf(words.openInside);

function wordsOf(lists: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.values(lists).flatMap((list) => list.split(' ')));
}

/** Words of a line that is a piece of prose by itself, and of one that may be beside another piece. */
export const PROSE_WORDS = 8;
export const PIECE_WORDS = 4;
/** A line of so many words is no headline. */
const LONG_WORDS = 20;

/** How the lines of a text link, each to the one above it. */
export function continuationsOf(lines: readonly TextLine[]): Continuations {
  const continuations = lines.map((_, i) => (i === 0 ? undefined : continuationOf(lines[i - 1], lines[i], lines[i - 2])));
  for (let i = 1; i < lines.length; i++)
    if (continuations[i] === undefined && isInside(lines, continuations, i)) continuations[i] = 'inner';
  for (let i = 1; i < lines.length; i++) {
    if (continuations[i] === 'lower' && continuations[i - 1] === undefined && !isLowerAlone(lines[i - 1], lines[i]))
      continuations[i] = undefined;
  }
  for (const [from, to] of runsOf(continuations)) {
    if (isSentence(lines, from, to)) continue;
    for (let i = from + 1; i < to; i++) if (continuations[i] !== 'mark') continuations[i] = undefined;
  }
  return continuations;
}

/**
 * What two neighbouring lines tell by themselves.
 * @param before the line above both, of which they may be the end
 */
function continuationOf(above: TextLine, below: TextLine, before: TextLine | undefined): Continuation | undefined {
  if (above.text === '' || below.text === '' || !above.isUnfinished || hasMark(below) || above.text.startsWith('#')) return undefined;
  if (CLOSING.test(below.text) && !PARTED.test(above.text)) return 'mark';
  const isOpen = above.words >= PIECE_WORDS && (OPEN_END.test(above.text) || isInBrackets(above.text) || endsIn(OPEN_WORDS, above.text));
  const isLower = !isOpen && beginsLower(below) && !hasUnsureMark(below);
  if (!(isOpen || isLower) || DASH.test(below.text) || CODE.test(above.text) || CODE.test(below.text)) return undefined;
  if (isOpen) return 'open';
  const mayEnd = before !== undefined && before.words >= PIECE_WORDS && before.isUnfinished;
  return mayEnd || isLowerAlone(above, below) ? 'lower' : undefined;
}

/** Whether lower case joins two lines that nothing else joins to a sentence: words of a menu or of a list are few. */
function isLowerAlone(above: TextLine, below: TextLine): boolean {
  return Math.max(above.words, below.words) >= PIECE_WORDS || OPEN_WORDS.has(below.text);
}

/** Whether a text ends inside brackets; a sad face opens none. */
function isInBrackets(text: string): boolean {
  const opened = text.lastIndexOf('(');
  return opened > text.lastIndexOf(')') && !/[:;=-]/u.test(text[opened - 1] ?? '');
}

function endsIn(known: ReadonlySet<string>, text: string): boolean {
  return known.has(lastWord(text).toLowerCase());
}

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}

/** What follows the last full stop inside a line. */
const REST = /[.!?。！？]["'“”»«)]*\s*(?=\p{L})([^.!?。！？:]*)$/u;
/** How much of a line's end is looked at. */
const TAIL = 200;

/** Whether the line above is inside a sentence that goes on in this one: too long for a headline, or a piece already. */
function isInside(lines: readonly TextLine[], continuations: Continuations, i: number): boolean {
  const above = lines[i - 1];
  const below = lines[i];
  if (above.text === '' || below.text === '' || !above.isUnfinished || hasMark(below) || CODE.test(above.text)) return false;
  const next = continuations[i + 1];
  const goesOn = next === 'mark' || next === 'lower';
  if (above.words >= PROSE_WORDS) {
    const rest = REST.exec(above.text.slice(-TAIL))?.[1];
    if (rest !== undefined && countWords(rest) >= PIECE_WORDS) return goesOn || goesOnInto(rest, below, next);
  }
  if (!goesOn) return false;
  if (above.words >= LONG_WORDS || (above.words >= PIECE_WORDS && endsIn(HALF_OPEN_WORDS, above.text))) return true;
  return continuations[i - 1] !== undefined && above.words + lines[i - 2].words >= PROSE_WORDS;
}

/** Whether a sentence goes on below its beginning: a caption without a full stop ends in a name, and a label has no end. */
function goesOnInto(beginning: string, below: TextLine, next: Continuation | undefined): boolean {
  return /^\p{Ll}.*\p{Ll}$/u.test(lastWord(beginning)) && (next !== undefined || !below.isUnfinished);
}

/** The runs of lines that are linked to each other: from the first of each to the one behind its last. */
export function* runsOf(continuations: Continuations): Generator<readonly [number, number]> {
  for (let from = 0; from < continuations.length; ) {
    let to = from + 1;
    while (to < continuations.length && continuations[to] !== undefined) to++;
    if (to > from + 1) yield [from, to];
    from = to;
  }
}

/** Whether lines are pieces of running text: lists of tags and of ingredients have neither a long line nor a full stop. */
function isSentence(lines: readonly TextLine[], from: number, to: number): boolean {
  let sum = 0;
  for (let i = from; i < to; i++) {
    if (lines[i].words >= PROSE_WORDS) return true;
    sum += lines[i].words;
  }
  return sum >= PROSE_WORDS && !lines[to - 1].isUnfinished;
}
