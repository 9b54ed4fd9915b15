/** Tokens: the words, numbers and marks of a text with their positions. Patterns are matched over tokens. */
import { foldedUnit, foldedWord, foldHash, TOGETHER } from './foldedWord.js';
import { scanTokens } from './scan/scanTexts.js';
import { MARK, TokenColumns } from './scan/tokenColumns.js';

/** How many tokens share a block of memory. */
const SHARED = 1 << 14;

let shared = new TokenColumns(SHARED);

/**
 * The tokens of a text on its own: words (in scripts without spaces, single characters), numbers including the marks
 * inside them, and all other marks. Linear in the text's length. Texts share columns, since most are short, and allocating columns for each would take
 * longer than cutting the tokens.
 */
export function tokenize(text: string): Tokens {
  if (shared.size + text.length > SHARED) shared = new TokenColumns(Math.max(SHARED, text.length));
  const from = shared.size;
  scanTokens(text, shared);
  return new Tokens(text, shared, from, shared.size - from);
}

/** The tokens of one text, numbered from 0: a range of columns that hold those of many texts. */
export class Tokens {
  /**
   * @param columns the offsets in them are those in the text
   * @param first the number of the text's first token in the columns
   * @param count the number of its tokens
   */
  constructor(
    readonly text: string,
    readonly columns: TokenColumns,
    readonly first: number,
    readonly count: number,
  ) {}

  /** `WORD`, `NUMBER` or `MARK`. */
  kind(at: number): number {
    return this.columns.kinds[this.first + at];
  }

  /** The `foldHash` of the token. */
  hash(at: number): number {
    return this.columns.hashes[this.first + at];
  }

  start(at: number): number {
    return this.columns.starts[this.first + at];
  }

  end(at: number): number {
    return this.columns.ends[this.first + at];
  }

  /** The token folded for comparison. */
  fold(at: number): string {
    return foldedWord(this.text, this.start(at), this.end(at));
  }

  /** The token as written. */
  raw(at: number): string {
    return this.text.slice(this.start(at), this.end(at));
  }

  /** The text from a token up to the one before `to`, as written. */
  slice(from: number, to: number): string {
    return this.text.slice(this.start(from), this.end(to - 1));
  }

  /** Whether a token is this folded word. The hash alone rules out nearly all others. */
  is(at: number, hash: number, folded: string): boolean {
    return this.hash(at) === hash && this.fold(at) === folded;
  }

  /** The code of a mark that folds to a single code unit; 0 for all other tokens. */
  mark(at: number): number {
    if (this.kind(at) !== MARK) return 0;
    const start = this.start(at);
    const unit = this.end(at) - start > 1 ? TOGETHER : foldedUnit(this.text.charCodeAt(start));
    if (unit !== TOGETHER) return unit;
    const folded = this.fold(at);
    return folded.length === 1 ? folded.charCodeAt(0) : 0;
  }

  /** How the token looks at the end of a text: `PART`, `DECORATES` or `QUOTES`. */
  look(at: number): number {
    if (this.kind(at) !== MARK) return PART;
    const start = this.start(at);
    if (this.end(at) - start > 1) return lookOf(this.fold(at));
    const code = this.text.charCodeAt(start);
    looks[code] ||= lookOf(this.fold(at));
    return looks[code];
  }

  /** The folded tokens of a range with spaces between them. */
  folded(from: number, to: number): string {
    let key = '';
    for (let i = from; i < to; i++) key += i > from ? ` ${this.fold(i)}` : this.fold(i);
    return key;
  }

  /** The folded tokens. */
  folds(): string[] {
    return Array.from({ length: this.count }, (_, i) => this.fold(i));
  }
}

// Marks that decorate a heading or a button without changing its meaning. Angle quotes, which fold to a plain quote, are
// as often arrows as quotation marks.
const DECORATION = new Set([..."'.:;!…|•·*+-–—><→←↑↓▶►▸▼▲▾▴◀◄✕✖×☰#_/~,✓✔", '...']);

/** How a token looks at the end of a text: like a part of it, … */
const PART = 1;
/** … like decoration, … */
const DECORATES = 2;
/** … or like a quote, which decorates unless there is one at the other end too. */
const QUOTES = 3;

/** What `trimDecoration` asks of a list of tokens. */
interface Ends {
  readonly count: number;
  look(at: number): number;
}

/** The look of a mark. @param folded the mark, folded */
export function lookOf(folded: string): number {
  if (folded === "'") return QUOTES;
  return DECORATION.has(folded) || /^(?![©®™])[\p{So}\p{Sk}\p{Co}\p{Cf}]$/u.test(folded) ? DECORATES : PART;
}

/** Whether a mark is decoration: a bullet, an arrow, a colon at the end of a label. */
export function isDecorativeMark(folded: string): boolean {
  return lookOf(folded) !== PART;
}

/** The looks of marks of a single code unit; 0 if not computed yet. */
const looks = new Uint8Array(65536);

/** The hash of a full stop. */
export const FULL_STOP = foldHash('.');

/**
 * The range of tokens without decoration at either end: `[first, last + 1]`. Quotes around the whole text are kept: they
 * mark speech or a quotation.
 */
export function trimDecoration(tokens: Ends): readonly [number, number] {
  let from = 0;
  let to = tokens.count;
  while (to > from && tokens.look(to - 1) === DECORATES) to--;
  if (to - from > 2 && tokens.look(from) === QUOTES && tokens.look(to - 1) === QUOTES) return [from, to];
  while (from < to && tokens.look(from) !== PART) from++;
  while (to > from && tokens.look(to - 1) !== PART) to--;
  return [from, to];
}

/** From this many tokens on, a final full stop ends a sentence; in shorter texts it is decoration, like a colon. */
const SENTENCE_TOKENS = 5;

/**
 * Like `trimDecoration`, but keeps the full stop of a sentence: a title and a sentence with the same words are different
 * texts.
 * @param inner the result of `trimDecoration`, if known
 */
export function trimLabel(tokens: Tokens, inner: readonly [number, number] = trimDecoration(tokens)): readonly [number, number] {
  const [from, to] = inner;
  const closed = to - from >= SENTENCE_TOKENS && to < tokens.count && tokens.is(to, FULL_STOP, '.');
  return closed ? [from, to + 1] : inner;
}
