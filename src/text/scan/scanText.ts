/** One pass over the code units of a text: cuts its tokens, counts its characters and words, and hashes both. */
import {
  BRACKET,
  COLON,
  COMMA,
  classAt,
  classOf,
  DASH,
  DIGIT,
  LETTER,
  LOWER,
  QUOTE,
  SPACE,
  STOP,
  SYMBOL,
  sizeAt,
  UNSPACED,
  UPPER,
} from '../chars.js';
import { hashOfFolded } from '../foldedWord.js';
import { FNV_PRIME, FNV_SEED, mix } from '../tables/hash.js';
import type { HashList } from './hashList.js';
import type { TallyColumns } from './tallyColumns.js';
import { MARK, NUMBER, type TokenColumns, WORD } from './tokenColumns.js';
import { CAPITAL, CLASS_SHIFT, FOLDS_ELSE, fillUnit, SURROGATE, units } from './units.js';

/** Where a scan writes: columns for all texts of a document. */
export interface Scan {
  readonly tokens: TokenColumns;
  readonly tallies: TallyColumns;
  /** The hash of each word of a tally, in lower case. Numbers of equal length have the same hash, so all years are one word. */
  readonly wordHashes: HashList;
}

const SOFT_HYPHEN = 0xad;

/**
 * Scans a text. Tokens and the words of a tally differ: `h264` is one token, but a word of letters and one of digits,
 * because patterns compare tokens, and the content model was trained on words.
 *
 * @param text the text itself, …
 * @param codes … and its code units, from index `base` on
 * @param at the entry of the text in the tallies
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: runs for every character of every document; calls per character slow it down
export function scanText(text: string, codes: Uint16Array, base: number, at: number, { tokens, tallies, wordHashes }: Scan): void {
  const { length } = text;
  let runs = 0;
  let words = 0;
  let letters = 0;
  let upper = 0;
  let digits = 0;
  let unspaced = 0;
  let capitalised = 0;
  let shouted = 0;
  let longest = 0;
  let first = 0;
  let last = 0;
  let close = 0;
  // The open token, its start, and whether it is anything but one word of the tally, whose hash it then shares.
  let open = 0;
  let start = 0;
  let isOther = false;
  // The open word of letters: the class of its first, its hash so far, and its size, 0 if there is none.
  let initial = 0;
  let hash = 0;
  let size = 0;
  let capitals = 0;
  tallies.from[at] = wordHashes.size;
  let i = 0;
  while (true) {
    // A space after the end closes what is open.
    const code = i < length ? codes[base + i] : 0x20;
    const unit = units[code] || fillUnit(code);
    const kind = (unit >>> CLASS_SHIFT) & 15;
    if (code > 0x20 && (i === 0 || codes[base + i - 1] <= 0x20)) runs++;
    const isLetter = kind === LOWER || kind === UPPER || kind === LETTER;
    let hashed = 0;
    if (size > 0 && !isLetter) {
      hashed = mix(hash) | 0;
      wordHashes.push(hashed);
      words++;
      letters += size;
      upper += capitals;
      if (initial === UPPER) capitalised++;
      if (capitals === size && size > 1) shouted++;
      if (size > longest) longest = size;
      size = 0;
    }
    // A letter, digit or mark beyond the first 65,536 characters is two units.
    const isHalf = (unit & SURROGATE) !== 0;
    const whole = isHalf ? classAt(text, i) : kind;
    const isWordy = isHalf ? whole === LOWER || whole === UPPER || whole === LETTER : isLetter;
    if (open !== 0) {
      const goesOn =
        open === WORD
          ? isWordy || whole === DIGIT || code === SOFT_HYPHEN || (isApostrophe(code) && isLetterAt(text, i + 1))
          : whole === DIGIT || (isInner(code) && isDigitAt(text, i + 1));
      if (goesOn) isOther = true;
      else {
        // The halves of a mark continue the word, so its hash is not that of the token.
        tokens.push(start, i, open, isOther || isHalf ? hashOfFolded(text, start, i) : hashed);
        open = 0;
      }
    }
    if (kind === SPACE) {
      if (i >= length) break;
      i++;
      continue;
    }
    if (first === 0) first = kind;
    if (open === 0) {
      start = i;
      isOther = isHalf || !isLetter || size > 0;
      // Marks, and letters of scripts without spaces, are tokens of their own.
      if (isWordy) open = WORD;
      else if (whole === DIGIT) open = NUMBER;
      else {
        const end = i + (isHalf ? sizeAt(text, i) : 1);
        const isAlone = (unit & (SURROGATE | FOLDS_ELSE)) === 0;
        const mark = isAlone ? mix(Math.imul(FNV_SEED ^ (unit & 0xffff), FNV_PRIME)) | 0 : hashOfFolded(text, i, end);
        tokens.push(i, end, whole === UNSPACED ? WORD : MARK, mark);
      }
    }
    if (isLetter) {
      if (size === 0) {
        initial = kind;
        hash = FNV_SEED;
        capitals = 0;
      }
      // Each half counts as a letter.
      const end = isHalf ? i + sizeAt(text, i) : length;
      let inner = unit;
      const from = i;
      let others = 0;
      do {
        if ((inner & CAPITAL) !== 0) capitals++;
        others |= inner;
        hash = Math.imul(hash ^ (inner & 0xffff), FNV_PRIME);
        i++;
        if (i >= end) break;
        const next = codes[base + i];
        inner = units[next] || fillUnit(next);
        if (!isHalf && (inner & SURROGATE) !== 0) break;
      } while (isLetterUnit(inner));
      size += i - from;
      if ((others & FOLDS_ELSE) !== 0) isOther = true;
      last = initial;
      close = initial;
      continue;
    }
    if (kind === DIGIT) {
      const from = i;
      do {
        i++;
        if (i >= length) break;
      } while ((((units[codes[base + i]] || fillUnit(codes[base + i])) >>> CLASS_SHIFT) & 15) === DIGIT);
      digits += i - from;
      words++;
      wordHashes.push(mix(FNV_SEED + Math.min(i - from, 6)));
      last = kind;
      close = kind;
      continue;
    }
    i++;
    last = kind;
    if (kind === UNSPACED) {
      unspaced++;
      wordHashes.push(mix(Math.imul(FNV_SEED ^ code, FNV_PRIME)));
      close = kind;
    } else if (kind === QUOTE) tallies.quotes[at]++;
    else if (kind === BRACKET) tallies.brackets[at]++;
    else {
      close = kind;
      if (kind === STOP) {
        const next = i < length ? classOf(codes[base + i]) : SPACE;
        if (next === SPACE || next === QUOTE || next === BRACKET || unspaced > 0) tallies.stops[at]++;
      } else if (kind === COMMA) tallies.commas[at]++;
      else if (kind === COLON) tallies.colons[at]++;
      else if (kind === DASH) tallies.dashes[at]++;
      else if (kind === SYMBOL) tallies.symbols[at]++;
    }
  }
  tallies.runs[at] = runs;
  tallies.words[at] = words + Math.round(unspaced / 2);
  tallies.letters[at] = letters;
  tallies.upper[at] = upper;
  tallies.digits[at] = digits;
  tallies.unspaced[at] = unspaced;
  tallies.capitalised[at] = capitalised;
  tallies.shouted[at] = shouted;
  tallies.longest[at] = longest;
  tallies.first[at] = first;
  tallies.last[at] = last;
  tallies.close[at] = close;
  tallies.to[at] = wordHashes.size;
}

function isLetterUnit(unit: number): boolean {
  const kind = (unit >>> CLASS_SHIFT) & 15;
  return kind === LOWER || kind === UPPER || kind === LETTER;
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019;
}

function isLetterAt(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const kind = classAt(text, at);
  return kind === LOWER || kind === UPPER || kind === LETTER;
}

/** Marks that belong to a number when they are between its digits: `1.000,50`, `17:42`. */
function isInner(code: number): boolean {
  return code === 0x2e || code === 0x2c || code === 0x3a;
}

function isDigitAt(text: string, at: number): boolean {
  return at < text.length && classAt(text, at) === DIGIT;
}
