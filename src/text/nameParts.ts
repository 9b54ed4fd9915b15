/** The parts of class and id names: `related-articles`, `relatedArticles` and `article__related` have two each. */

/** A name's parts in lower case, with hyphens between and around them: `-related-articles-`. */
export function nameParts(name: string): string {
  let parts = '-';
  let from = 0;
  let before = SEPARATOR;
  for (let i = 0; i < name.length; i++) {
    const kind = kindOf(name.charCodeAt(i));
    if (kind === FOREIGN) return anyNameParts(name);
    if (kind === SEPARATOR) {
      if (before !== SEPARATOR) parts += `${name.slice(from, i)}-`;
      from = i + 1;
    } else if (isBoundary(before, kind)) {
      parts += `${name.slice(from, i)}-`;
      from = i;
    }
    before = kind;
  }
  if (from < name.length) parts += `${name.slice(from)}-`;
  return parts === '-' ? '--' : parts.toLowerCase();
}

const LOWER = 0;
const UPPER = 1;
const DIGIT = 2;
const MARK = 3;
const SEPARATOR = 4;
/** Beyond ASCII. */
const FOREIGN = 5;

const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;

function kindOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return LOWER;
  if (code >= 0x41 && code <= 0x5a) return UPPER;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  if (code > 0x7f) return FOREIGN;
  const isSpace = code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return isSpace || code === HYPHEN || code === UNDERSCORE ? SEPARATOR : MARK;
}

/** Whether a part ends between two characters: before a capital inside a word, and between letters and digits. */
function isBoundary(before: number, kind: number): boolean {
  if (before > DIGIT || kind > DIGIT) return false;
  return (before === DIGIT) !== (kind === DIGIT) || (before === LOWER && kind === UPPER);
}

const CAMEL = /(?<=[a-z\d])(?=[A-Z])/gu;

/** The same for names in any script, which are rare. */
function anyNameParts(name: string): string {
  const words = name.replace(CAMEL, '-').split(/[-_\s]+|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/u);
  return `-${words.filter((word) => word !== '').join('-')}-`.toLowerCase();
}
