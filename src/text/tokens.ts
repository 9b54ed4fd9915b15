/** Tokens: the words, numbers and marks of a text with their positions. Patterns are matched over tokens. */
import { classAt, classOf, DIGIT, isSurrogate, LETTER, LOWER, SPACE, sizeAt, UNSPACED, UPPER } from './chars.js';
import { foldedWord, hashOfFolded } from './foldedWord.js';

export interface Token {
  /** The token folded for comparison. */
  readonly fold: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'mark';
}

/** A token with the hash of its folded form (`foldHash`). */
export interface HashedToken extends Token {
  readonly hash: number;
}

/** A token that is folded on demand: the hash alone rules out most tokens, since no rule contains them. */
class TextToken implements HashedToken {
  readonly hash: number;
  private folded: string | undefined;

  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
    readonly kind: Token['kind'],
  ) {
    this.hash = hashOfFolded(text, start, end);
    this.folded = undefined;
  }

  get fold(): string {
    this.folded ??= foldedWord(this.text, this.start, this.end);
    return this.folded;
  }
}

/**
 * Splits a text into words (in scripts without spaces, single characters), numbers including the marks inside them, and
 * all other marks. Linear in the text's length.
 * @param limit the most tokens to return; default: all
 */
export function tokenize(text: string, limit = Number.POSITIVE_INFINITY): HashedToken[] {
  const tokens: HashedToken[] = [];
  let at = 0;
  while (at < text.length && tokens.length < limit) {
    const kind = classAt(text, at);
    if (kind === SPACE) {
      at++;
      continue;
    }
    const start = at;
    if (isLetter(kind)) at = wordEnd(text, at);
    else if (kind === DIGIT) at = numberEnd(text, at);
    else at += sizeAt(text, at);
    tokens.push(new TextToken(text, start, at, isLetter(kind) || kind === UNSPACED ? 'word' : kind === DIGIT ? 'number' : 'mark'));
  }
  return tokens;
}

const SOFT_HYPHEN = 0xad;

function isLetter(kind: number): boolean {
  return kind === LOWER || kind === UPPER || kind === LETTER;
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019;
}

/** Letters, and digits, soft hyphens and apostrophes inside a word: `O’Neil`, `h264`. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = isSurrogate(code) ? classAt(text, at) : classOf(code);
    if (isLetter(kind) || kind === DIGIT) at += isSurrogate(code) ? sizeAt(text, at) : 1;
    else if (code === SOFT_HYPHEN) at++;
    else if (isApostrophe(code) && at + 1 < text.length && isLetter(classAt(text, at + 1))) at++;
    else break;
  }
  return at;
}

/** Digits, and the marks between digits: `1.000,50`, `17:42`. */
function numberEnd(text: string, from: number): number {
  let at = from + sizeAt(text, from);
  while (at < text.length) {
    if (classAt(text, at) === DIGIT) at += sizeAt(text, at);
    else if (INNER.has(text[at]) && at + 1 < text.length && classAt(text, at + 1) === DIGIT) at++;
    else break;
  }
  return at;
}

const INNER = new Set('.,:');

// Marks that decorate a heading or a button without changing its meaning. Angle quotes, which fold to a plain quote, are
// as often arrows as quotation marks.
const DECORATION = new Set([..."'.:;!…|•·*+-–—><→←↑↓▶►▸▼▲▾▴◀◄✕✖×☰#_/~,✓✔", '...']);

/** Whether a token is decoration: a bullet, an arrow, a colon at the end of a label. */
export function isDecoration(token: Token): boolean {
  return token.kind === 'mark' && (DECORATION.has(token.fold) || /^(?![©®™])[\p{So}\p{Sk}\p{Co}\p{Cf}]$/u.test(token.fold));
}

/**
 * The range of tokens without decoration at either end: `[first, last + 1]`. Quotes around the whole text are kept: they
 * mark speech or a quotation.
 */
export function trimDecoration(tokens: readonly Token[]): [number, number] {
  let from = 0;
  let to = tokens.length;
  while (to > from && isDecoration(tokens[to - 1]) && !isQuote(tokens[to - 1])) to--;
  if (to - from > 2 && isQuote(tokens[from]) && isQuote(tokens[to - 1])) return [from, to];
  while (from < to && isDecoration(tokens[from])) from++;
  while (to > from && isDecoration(tokens[to - 1])) to--;
  return [from, to];
}

function isQuote(token: Token): boolean {
  return token.kind === 'mark' && token.fold === "'";
}

/** From this many tokens on, a final full stop ends a sentence; in shorter texts it is decoration, like a colon. */
const SENTENCE_TOKENS = 5;

/**
 * Like `trimDecoration`, but keeps the full stop of a sentence: a title and a sentence with the same words are different
 * texts.
 * @param inner the result of `trimDecoration`, if known
 */
export function trimLabel(tokens: readonly Token[], inner: readonly [number, number] = trimDecoration(tokens)): [number, number] {
  const [from, to] = inner;
  const closed = to - from >= SENTENCE_TOKENS && tokens[to]?.fold === '.';
  return [from, closed ? to + 1 : to];
}
