/** Tokens: the words, numbers and marks of a text, with their places. Patterns are matched over them. */
import { foldWord } from './fold.js';

export interface Token {
  /** The token as folded for comparison. */
  readonly fold: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'mark';
}

// Scripts that put no spaces between words count by character; a zero-width character is no token.
const TOKEN =
  /(?<cjk>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])|(?<word>[\p{L}\p{M}_](?:[\p{L}\p{M}\p{N}_\u00ad]|['’](?=\p{L}))*)|(?<number>\p{N}+(?:[.,:]\p{N}+)*)|[^\s\u00ad\u200b\u200e\u200f\u2060\ufeff]/gu;

/**
 * The tokens of a text, in order. Linear in the text's length.
 * @param limit stop after so many tokens; all of them where absent
 */
export function tokenize(text: string, limit = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null && tokens.length < limit; found = TOKEN.exec(text)) {
    const { word, number, cjk } = found.groups as { word?: string; number?: string; cjk?: string };
    const kind = word !== undefined || cjk !== undefined ? 'word' : number !== undefined ? 'number' : 'mark';
    const raw = found[0];
    const fold = foldWord(raw.includes('\u00ad') ? raw.replaceAll('\u00ad', '') : raw);
    tokens.push({ fold, start: found.index, end: found.index + raw.length, kind });
  }
  return tokens;
}

// Marks that decorate a heading or a button without changing what it says.
// (Angle quotes fold to a plain quote, and stand for arrows as often as for speech.)
const DECORATION = new Set([..."'.:;!…|•·*+-–—><→←↑↓▶►▸▼▲▾▴◀◄✕✖×☰#_/~,✓✔", '...']);

/** Whether a token is decoration: a bullet, an arrow, a colon at the end of a label. */
export function isDecoration(token: Token): boolean {
  return token.kind === 'mark' && (DECORATION.has(token.fold) || /^(?![©®™])[\p{So}\p{Sk}\p{Co}\p{Cf}]$/u.test(token.fold));
}

/**
 * The range of tokens without the decoration at both ends: `[first, last + 1]`. Quotes around the whole text are no
 * decoration: what stands between them is said or quoted by someone.
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
  return token.fold === "'";
}

/** From so many tokens on a full stop makes a sentence; below it is decoration like a colon. */
const SENTENCE_TOKENS = 5;

/**
 * `trimDecoration`, but the full stop of a sentence stays: a title and the sentence that says the same are not the
 * same text.
 */
export function trimLabel(tokens: readonly Token[]): [number, number] {
  const [from, to] = trimDecoration(tokens);
  const closed = to - from >= SENTENCE_TOKENS && tokens[to]?.fold === '.';
  return [from, closed ? to + 1 : to];
}
