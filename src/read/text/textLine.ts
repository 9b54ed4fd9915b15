/** Lines of a text with the features that show how they belong together: width, marks, beginning and end. */
import { classOf, LOWER, UNSPACED, UPPER } from '../../text/chars.js';
import { foldSpace } from '../../text/fold.js';
import { countWords, endsSentence } from '../../text/shape.js';
import { type LineRange, splitLines } from '../../text/splitLines.js';

const SPACE = 0x20;
const TAB = 0x09;
const QUOTED = /^(?:>\s?)+/u;

/** A line of a text. Rarely needed features are computed on demand. */
export class TextLine {
  readonly start: number;
  readonly end: number;
  /** The visible text of the line; empty for a blank line. */
  readonly text: string;
  /** The text without the quote marks of mail. */
  readonly body: string;
  /** The number of code units before the first visible character, and up to the last. */
  readonly indent: number;
  readonly width: number;
  /** The length of what cannot be broken at its beginning: the first word, with any words that no-break spaces attach to it. */
  readonly firstWord: number;
  /** Whether it ends in two spaces, which mark a hard line break in Markdown. */
  readonly isBroken: boolean;
  private wordCount = -1;
  private unfinished: boolean | undefined = undefined;

  constructor(source: string, { start, textEnd, end }: LineRange) {
    this.start = start;
    this.end = end;
    const raw = source.slice(start, textEnd);
    this.text = foldSpace(raw);
    this.body = this.text.startsWith('>') ? this.text.replace(QUOTED, '') : this.text;
    this.width = raw.trimEnd().length;
    this.indent = raw.length - raw.trimStart().length;
    this.firstWord = firstWord(raw.slice(this.indent, this.width), this.quotes);
    this.isBroken = raw.length - this.width >= 2 && source.charCodeAt(textEnd - 1) === SPACE && source.charCodeAt(textEnd - 2) === SPACE;
  }

  /** The number of words. */
  get words(): number {
    if (this.wordCount < 0) this.wordCount = countWords(this.text);
    return this.wordCount;
  }

  /** Whether the line ends neither a sentence nor an introduction to a list. */
  get isUnfinished(): boolean {
    this.unfinished ??= !endsSentence(this.text) && !/[:：]["'“”»«)*_]*$/u.test(this.text.slice(-10));
    return this.unfinished;
  }

  /** The length of the quote marks of mail before the body. */
  get quotes(): number {
    return this.text.length - this.body.length;
  }
}

/** The length of a line's first word after its quote marks; one character in scripts without spaces. */
function firstWord(shown: string, from: number): number {
  if (from < shown.length && classOf(shown.charCodeAt(from)) === UNSPACED) return 1;
  let at = from;
  while (at < shown.length && shown.charCodeAt(at) !== SPACE && shown.charCodeAt(at) !== TAB) at++;
  return at - from;
}

/** The lines of a text. */
export function textLines(source: string): TextLine[] {
  return splitLines(source).map((line) => new TextLine(source, line));
}

/** Marks that begin a list item, and headings, table rows and rules of Markdown. */
const MARK = /^(?:\*\s|[•·・‣▪◦●■◆◇○◎※▶►→✓✔★☆|]|#{1,6}\s|(?:[-*_=]\s?){3,}$)/u;
/** Marks that also occur inside a sentence: dashes, numbers of days, the word “or” in some languages. */
const UNSURE_MARK = /^(?:[-–—+o]|\(?(?:\d{1,3}|[a-z])[.)])\s/u;

/** Whether a line begins a paragraph because of its mark, whatever the line above. */
export function hasMark({ body }: TextLine): boolean {
  return !isUpper(body) && MARK.test(body);
}

/** Whether a line begins with a mark that could be a list item's or part of a sentence. */
export function hasUnsureMark({ body }: TextLine): boolean {
  return !isUpper(body) && UNSURE_MARK.test(body);
}

/** Whether a text begins with a capital. Most lines do, which saves the regular expressions. */
function isUpper(text: string): boolean {
  return text !== '' && classOf(text.charCodeAt(0)) === UPPER;
}

const OPENING = /^[\s"'„“”»«›‹‚‘’([¿¡*_]*/u;

/** The class of a line's first character after opening quotes and brackets. */
function beginning({ body }: TextLine): number {
  const first = body === '' ? 0 : classOf(body.charCodeAt(0));
  if (first === LOWER || first === UPPER) return first;
  const at = (OPENING.exec(body) as RegExpExecArray)[0].length;
  return at === body.length ? 0 : classOf(body.charCodeAt(at));
}

/** Whether a line begins with a lower-case word. Names in mixed case (“iPhone”) do not count. */
export function beginsLower(line: TextLine): boolean {
  if (beginning(line) !== LOWER) return false;
  const [word] = line.body.slice((OPENING.exec(line.body) as RegExpExecArray)[0].length).split(' ', 1);
  return !/\p{Lu}/u.test(word);
}

/** Whether a line begins with a letter that has case. */
export function isCased(line: TextLine): boolean {
  const kind = beginning(line);
  return kind === LOWER || kind === UPPER;
}
