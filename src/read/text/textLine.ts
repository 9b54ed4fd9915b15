/** Lines of a text with what tells how they belong together: their width, their marks, how they begin and end. */
import { classOf, LOWER, UNSPACED, UPPER } from '../../text/chars.js';
import { foldSpace } from '../../text/fold.js';
import { countWords, endsSentence } from '../../text/shape.js';
import { type LineRange, splitLines } from '../../text/splitLines.js';

const SPACE = 0x20;
const TAB = 0x09;
const QUOTED = /^(?:>\s?)+/u;

/** A line of a text. What few ask is found out when somebody asks, once. */
export class TextLine {
  readonly start: number;
  readonly end: number;
  /** What a reader sees of the line; empty for a blank one. */
  readonly text: string;
  /** The text behind the marks of quoted mail. */
  readonly body: string;
  /** Code units before its first character, and up to its last one. */
  readonly indent: number;
  readonly width: number;
  /** Code units of what no line end may part: its first word, with words behind it that a no-break space holds to it. */
  readonly firstWord: number;
  /** Whether it ends in two spaces, as Markdown marks a line break that is meant. */
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

  /** How many words it has. */
  get words(): number {
    if (this.wordCount < 0) this.wordCount = countWords(this.text);
    return this.wordCount;
  }

  /** Whether what it begins is not at its end there: neither a sentence nor what announces a list. */
  get isUnfinished(): boolean {
    this.unfinished ??= !endsSentence(this.text) && !/[:：]["'“”»«)*_]*$/u.test(this.text.slice(-10));
    return this.unfinished;
  }

  /** How many code units the marks of quoted mail before its body have. */
  get quotes(): number {
    return this.text.length - this.body.length;
  }
}

/** The first word of a line behind the marks of quoted mail; of scripts without spaces one character. */
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

/** Marks that begin an item, and headings, rows of a table and rules of Markdown. */
const MARK = /^(?:\*\s|[•·・‣▪◦●■◆◇○◎※▶►→✓✔★☆|]|#{1,6}\s|(?:[-*_=]\s?){3,}$)/u;
/** Marks that stand inside a sentence as well: dashes, the numbers of days, the “or” of some languages. */
const UNSURE_MARK = /^(?:[-–—+o]|\(?(?:\d{1,3}|[a-z])[.)])\s/u;

/** Whether a line begins a paragraph by its mark, whatever stands above it. */
export function hasMark({ body }: TextLine): boolean {
  return !isUpper(body) && MARK.test(body);
}

/** Whether a line begins like an item of a list or like a piece of a sentence. */
export function hasUnsureMark({ body }: TextLine): boolean {
  return !isUpper(body) && UNSURE_MARK.test(body);
}

/** Whether a capital begins a text: most lines, of which no expression need be asked. */
function isUpper(text: string): boolean {
  return text !== '' && classOf(text.charCodeAt(0)) === UPPER;
}

const OPENING = /^[\s"'„“”»«›‹‚‘’([¿¡*_]*/u;

/** The class of a line's first character that is no opening quote or bracket: a letter's case. */
export function beginning({ body }: TextLine): number {
  const first = body === '' ? 0 : classOf(body.charCodeAt(0));
  if (first === LOWER || first === UPPER) return first;
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
