/** Folding of text: the forms in which two spellings of the same thing are equal. */

/** What takes no place on the page: zero-width spaces, direction and byte order marks (no joiners: they are spelling). */
const INVISIBLE = /[\u200b\u200e\u200f\u2060\ufeff]+/gu;

/** White space of every kind folded to single spaces and trimmed, characters that nobody sees left out. */
export function foldSpace(text: string): string {
  const trimmed = text.trim();
  if (isFolded(trimmed)) return trimmed;
  return trimmed
    .replace(INVISIBLE, '')
    .replace(/\s{2,}|[^\S ]/gu, ' ')
    .trim();
}

/** Whether a trimmed text is sure to have nothing to fold: most have not, and expressions would look at every space. */
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

/** Whether a character is sure to be seen; some are that it does not know. */
function isInk(code: number): boolean {
  if (code < 0x1680) return code > 0x20 && code !== 0xa0;
  return (code > 0x200f && code < 0x2028) || (code > 0x3000 && code < 0xfeff);
}

/** Whether a text shows anything at all: whether it is more than nothing once folded. */
export function hasInk(text: string): boolean {
  return /[^\s\u200b\u200e\u200f\u2060]/u.test(text);
}

export interface MappedText {
  readonly text: string;
  /** For each UTF-16 code unit of the text the index of the one before folding that it stands for. */
  readonly positions: readonly number[];
}

/** `foldSpace` that remembers where each character came from. */
export function foldSpaceMapped(text: string): MappedText {
  const positions: number[] = [];
  let folded = '';
  let space = -1;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (/[\u200b\u200e\u200f\u2060\ufeff]/u.test(char)) continue;
    if (/\s/u.test(char)) {
      if (folded !== '' && space < 0) space = i;
      continue;
    }
    if (space >= 0) {
      folded += ' ';
      positions.push(space);
      space = -1;
    }
    folded += char;
    positions.push(i);
  }
  return { text: folded, positions };
}

const PLAIN_ASCII = /^[\u0020-\u007e]*$/u;
const QUOTES = /["„“”‟«»‹›‚‘’‛'`´]/gu;
const DASHES = /[‐‑‒–—―−]/gu;

/** Case, quotes and dashes folded, compatibility forms and accents composed: equal words compare equal. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN_ASCII.test(lower)) return lower.includes('"') || lower.includes('`') ? lower.replace(QUOTES, "'") : lower;
  return lower.normalize('NFKC').replace(QUOTES, "'").replace(DASHES, '-');
}
