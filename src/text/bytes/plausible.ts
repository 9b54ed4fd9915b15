/** How much a decoded text looks like one that somebody wrote: letters of one language, symbols not within words. */
import old from './oldCharsets.json' with { type: 'json' };

const LETTERS = Object.values(old.letters).map((letters) => new Set(letters));

const LATIN = /[\p{Script=Latin}]/u;
const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
/** Within words there are apostrophes, soft hyphens and combining marks besides letters. */
const JOINS = /[\u2019\u00ad\u2010\u2011\u00b7\p{M}]/u;
/** What typographers use: at the edges of words it speaks neither for a charset nor against it. */
const USUAL = /[\u00a0«»„“”‚‘’‹›–—…€§°·•©®™²³½¿¡]/u;

/**
 * At most 1, for a text whose other characters than ASCII are all common letters of one language.
 * @param text decoded
 */
export function plausibility(text: string): number {
  const fitting = new Map<string, number>();
  let others = 0;
  let count = 0;
  let score = 0;
  for (const { 0: char, index } of text.matchAll(/[^\u0000-\u007f]/gu)) {
    const before = text[index - 1] ?? ' ';
    const after = text[index + char.length] ?? ' ';
    count++;
    if (!LETTER.test(char)) score += symbolIn(char, before, after);
    else if ((UPPER.test(char) && LOWER.test(before)) || isMixed(char, before) || isMixed(char, after)) score -= 1;
    else if (LATIN.test(char)) fitting.set(char, (fitting.get(char) ?? 0) + 1);
    else others++;
  }
  return count === 0 ? 0 : (score + others + mostOf(fitting)) / count;
}

/** A symbol within a word, a control character and a piece of a box speak against the charset. */
function symbolIn(char: string, before: string, after: string): number {
  if (JOINS.test(char)) return 0;
  if (LETTER.test(before) && LETTER.test(after)) return -1;
  return USUAL.test(char) ? 0.2 : -0.5;
}

function isMixed(char: string, beside: string): boolean {
  return LETTER.test(beside) && LATIN.test(char) !== LATIN.test(beside);
}

/** How often the letters of the language occur that explains most. */
function mostOf(fitting: ReadonlyMap<string, number>): number {
  let most = 0;
  for (const letters of LETTERS) {
    let sum = 0;
    for (const [char, count] of fitting) if (letters.has(char)) sum += count;
    most = Math.max(most, sum);
  }
  return most;
}
