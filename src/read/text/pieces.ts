/** Texts in pieces, which have a new line at every link and bold word: finds the lines that belong to one sentence. */
import { countWords } from '../../text/shape.js';
import words from './joining.json' with { type: 'json' };
import { beginsLower, hasMark, hasUnsureMark, type TextLine } from './textLine.js';

/**
 * Why a line continues the one above: it begins with a closing or separating mark (`mark`), it begins in lower case
 * (`lower`), the line above ends in a word that needs another (`open`), or the sentence above continues below it
 * (`inner`).
 */
type Continuation = 'mark' | 'lower' | 'open' | 'inner';

/** For each line of a text, whether and why it continues the one above. */
export type Continuations = readonly (Continuation | undefined)[];

/** A mark that belongs to the text before it. Excluded are the ellipsis, which may begin a text, and code. */
const CLOSING = /^(?:[,;:!?)\]，、。；：！？）」』]|\.(?!\.)|['’](?=s\b)|[”“»«"'’]+(?=[,.;:!?)\]]))(?![\p{L}\p{N}/\\:;(){}=](?<!['’]s))/u;
/** Marks after which no closing mark follows in prose. */
const PARTED = /[|•·:;,/<>{}=]$/u;
const DASH = /^[-–—]\s/u;
const OPEN_END = /[,[„]$/u;
/** Found in code but not in prose. */
const CODE = /[{}=<>\\]|\(\)|\);?$|^\/\/|^\$/u;
/** Words that must be followed by another: no headline ends with one. */
const OPEN_WORDS = wordsOf(words.open);
/** Words that usually must be followed by another, but may also end a headline (“baut die Strecke aus”). */
const HALF_OPEN_WORDS = wordsOf(words.openInside);

function wordsOf(lists: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.values(lists).flatMap((list) => list.split(' ')));
}

/** The least words of a line that is prose by itself, and of one that is prose next to another piece. */
export const PROSE_WORDS = 8;
export const PIECE_WORDS = 4;
/** Headlines rarely have this many words. */
const LONG_WORDS = 20;

/** Finds for each line whether it continues the one above. */
export function continuationsOf(lines: readonly TextLine[]): Continuations {
  const continuations = lines.map((_, i) => (i === 0 ? undefined : continuationOf(lines[i - 1], lines[i], lines[i - 2])));
  for (let i = 1; i < lines.length; i++)
    if (continuations[i] === undefined && isInside(lines, continuations, i)) continuations[i] = 'inner';
  for (let i = 1; i < lines.length; i++) {
    if (continuations[i] === 'lower' && continuations[i - 1] === undefined && !isLowerAlone(lines[i - 1], lines[i]))
      continuations[i] = undefined;
  }
  for (const [from, to] of runsOf(continuations)) if (!isSentence(lines, from, to)) separate(continuations, from, to);
  return continuations;
}

/** Separates the lines of a run, except for those that begin with a mark. */
function separate(continuations: (Continuation | undefined)[], from: number, to: number): void {
  for (let i = from + 1; i < to; i++) if (continuations[i] !== 'mark') continuations[i] = undefined;
}

/**
 * What two adjacent lines show by themselves.
 * @param before the line above both, which they may complete
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

/** Whether lower case alone is enough to join two lines: menu entries and list items have few words. */
function isLowerAlone(above: TextLine, below: TextLine): boolean {
  return Math.max(above.words, below.words) >= PIECE_WORDS || OPEN_WORDS.has(below.text);
}

/** Whether a text ends inside brackets. The bracket of an emoticon does not count. */
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

/** The text after the last full stop inside a line. */
const REST = /[.!?。！？]["'“”»«)]*\s*(?=\p{L})([^.!?。！？:]*)$/u;
/** How many characters at the end of a line are searched for a full stop; unfinished sentences are rarely longer. */
const TAIL = 200;

/** Whether a sentence of the line above continues in this one: the line is too long for a headline, or it is a piece already. */
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

/**
 * Whether the beginning of a sentence continues in the line below. A caption without a full stop ends with a name, and a
 * label has no continuation.
 */
function goesOnInto(beginning: string, below: TextLine, next: Continuation | undefined): boolean {
  return /^\p{Ll}.*\p{Ll}$/u.test(lastWord(beginning)) && (next !== undefined || !below.isUnfinished);
}

/** The runs of joined lines: the index of the first line, and the index after the last. */
export function* runsOf(continuations: Continuations): Generator<readonly [number, number]> {
  for (let from = 0; from < continuations.length; ) {
    let to = from + 1;
    while (to < continuations.length && continuations[to] !== undefined) to++;
    if (to > from + 1) yield [from, to];
    from = to;
  }
}

/** Whether lines form running text: lists of tags or ingredients have neither a long line nor a full stop. */
function isSentence(lines: readonly TextLine[], from: number, to: number): boolean {
  let sum = 0;
  for (let i = from; i < to; i++) {
    if (lines[i].words >= PROSE_WORDS) return true;
    sum += lines[i].words;
  }
  return sum >= PROSE_WORDS && !lines[to - 1].isUnfinished;
}
