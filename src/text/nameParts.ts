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

/** By code: the kinds of ASCII characters. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z]/u.test(char)) return LOWER;
  if (/[A-Z]/u.test(char)) return UPPER;
  if (/\d/u.test(char)) return DIGIT;
  return /[-_\s]/u.test(char) ? SEPARATOR : MARK;
});

function kindOf(code: number): number {
  return code < KINDS.length ? KINDS[code] : FOREIGN;
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
