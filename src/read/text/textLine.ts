/** Lines of a text with what tells how they belong together: their width, their marks, how they begin and end. */
import { classOf, LOWER, UNSPACED, UPPER } from '../../text/chars.js';
import { foldSpace } from '../../text/fold.js';
import { type Line, splitLines } from '../../text/lines.js';
import { endsSentence } from '../../text/shape.js';

export interface TextLine extends Line {
  /** What a reader sees of the line; empty for a blank one. */
  readonly text: string;
  /** The text behind the marks of quoted mail. */
  readonly body: string;
  /** How many marks of quoted mail it begins with. */
  readonly quotes: number;
  /** Code units before its first character, and up to its last one. */
  readonly indent: number;
  readonly width: number;
  /** Whether it ends in two spaces, as Markdown marks a line break that is meant. */
  readonly isBroken: boolean;
}

/** The lines of a text. */
export function textLines(source: string): TextLine[] {
  return splitLines(source).map((line) => {
    const raw = source.slice(line.start, line.textEnd);
    const text = foldSpace(raw);
    const quoted = text.startsWith('>') ? (/^(?:>\s?)+/u.exec(text)?.[0] ?? '') : '';
    const width = raw.trimEnd().length;
    return {
      ...line,
      text,
      body: text.slice(quoted.length),
      quotes: quoted.length === 0 ? 0 : quoted.split('>').length - 1,
      indent: width - raw.trim().length,
      width,
      isBroken: raw.endsWith('  '),
    };
  });
}

/** Marks that begin an item, and headings, rows of a table and rules of Markdown. */
const MARK = /^(?:[*+•·‣▪◦●■o|]\s|#{1,6}\s|(?:[-*_=]\s?){3,}$|\|)/u;
/** Marks that stand inside a sentence as well: dashes, and the numbers of days. */
const UNSURE_MARK = /^(?:[-–—]|\(?(?:\d{1,3}|[a-z])[.)])\s/u;

/** Whether a line begins a paragraph by its mark, whatever stands above it. */
export function hasMark({ body }: TextLine): boolean {
  return MARK.test(body);
}

/** Whether a line begins like an item of a list or like a piece of a sentence. */
export function hasUnsureMark({ body }: TextLine): boolean {
  return UNSURE_MARK.test(body);
}

/** Whether what a line begins is not at its end there: neither a sentence nor what announces a list. */
export function isUnfinished({ text }: TextLine): boolean {
  return !endsSentence(text) && !/[:：]["'“”»«)*_]*$/u.test(text);
}

const OPENING = /^[\s"'„“”»«›‹‚‘’([¿¡*_]*/u;

/** The class of a line's first character that is no opening quote or bracket: a letter's case. */
export function beginning({ body }: TextLine): number {
  const at = (OPENING.exec(body) as RegExpExecArray)[0].length;
  return at === body.length ? 0 : classOf(body.charCodeAt(at));
}

/** Whether a line begins with a word in lower case; names that are written so (“iPhone”) do not count. */
export function beginsLower(line: TextLine): boolean {
  if (beginning(line) !== LOWER) return false;
  const [word] = line.body.slice((OPENING.exec(line.body) as RegExpExecArray)[0].length).split(' ', 1);
  return !/\p{Lu}/u.test(word);
}

/** Whether a letter with case begins the line. */
export function isCased(line: TextLine): boolean {
  const kind = beginning(line);
  return kind === LOWER || kind === UPPER;
}

/** The code units that a line could not do without: its first word; of scripts without spaces one character. */
export function firstWord({ body }: TextLine): number {
  const space = body.indexOf(' ');
  const end = space < 0 ? body.length : space;
  return end > 0 && classOf(body.charCodeAt(0)) === UNSPACED ? 1 : end;
}
