/** Folding: normal forms in which different spellings of the same text are equal. */

/**
 * Characters without width: zero-width spaces, direction marks and byte order marks. Joiners are not among them: they are
 * part of the spelling.
 */
const INVISIBLE = /[\u200b\u200e\u200f\u2060\ufeff]+/gu;

/** Collapses white space of every kind to single spaces, trims, and removes invisible characters. */
export function foldSpace(text: string): string {
  const trimmed = text.trim();
  if (isFolded(trimmed)) return trimmed;
  return trimmed
    .replace(INVISIBLE, '')
    .replace(/\s{2,}|[^\S ]/gu, ' ')
    .trim();
}

/** Whether a trimmed text certainly needs no folding. That is so for most texts, and this loop is faster than the regular expressions. */
function isFolded(text: string): boolean {
  let afterSpace = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const space = code === 0x20;
    if (space ? afterSpace : !isInk(code)) return false;
    afterSpace = space;
  }
  return true;
}

/** Whether a character is certainly visible; false for some that are visible too. */
function isInk(code: number): boolean {
  if (code < 0x1680) return code > 0x20 && code !== 0xa0;
  return (code > 0x200f && code < 0x2028) || (code > 0x3000 && code < 0xfeff);
}

/** Whether a text has any visible character, i.e. is not empty after folding. */
export function hasInk(text: string): boolean {
  return /[^\s\u200b\u200e\u200f\u2060]/u.test(text);
}

/** What becomes of a code unit: it is shown, it is white space, or it is left out. */
export const SHOWN = 1;
export const SPACED = 2;
const LEFT_OUT = 3;

/** By unit; 0 if not computed yet. */
const kinds = new Uint8Array(65536);

/** What becomes of a code unit in a text: `SHOWN`, `SPACED` or `LEFT_OUT`. */
export function foldKind(code: number): number {
  return kinds[code] || fillKind(code);
}

function fillKind(code: number): number {
  const char = String.fromCharCode(code);
  kinds[code] = char.replace(INVISIBLE, '') === '' ? LEFT_OUT : /\s/u.test(char) ? SPACED : SHOWN;
  return kinds[code];
}

export interface MappedText {
  readonly text: string;
  /** For each UTF-16 code unit of the text its index before folding. */
  readonly positions: readonly number[];
}

/** Like `foldSpace`, and records where each character came from. */
export function foldSpaceMapped(text: string): MappedText {
  const positions: number[] = [];
  let folded = '';
  let space = -1;
  for (let i = 0; i < text.length; i++) {
    const kind = foldKind(text.charCodeAt(i));
    if (kind === LEFT_OUT) continue;
    if (kind === SPACED) {
      if (folded !== '' && space < 0) space = i;
      continue;
    }
    if (space >= 0) {
      folded += ' ';
      positions.push(space);
      space = -1;
    }
    folded += text[i];
    positions.push(i);
  }
  return { text: folded, positions };
}

const PLAIN_ASCII = /^[\u0020-\u007e]*$/u;
const QUOTES = /["„“”‟«»‹›‚‘’‛'`´]/gu;
const DASHES = /[‐‑‒–—―−]/gu;

/** Folds case, quotes, dashes and compatibility forms and composes accents, so that equal words compare equal. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN_ASCII.test(lower)) return lower.includes('"') || lower.includes('`') ? lower.replace(QUOTES, "'") : lower;
  return lower.normalize('NFKC').replace(QUOTES, "'").replace(DASHES, '-');
}
