/** Counts the characters and words of a text, and hashes the words, in one pass. */
import {
  BRACKET,
  COLON,
  COMMA,
  classOf,
  DASH,
  DIGIT,
  LETTER,
  LOWER,
  lowerOf,
  QUOTE,
  SPACE,
  STOP,
  SYMBOL,
  UNSPACED,
  UPPER,
} from '../../text/chars.js';
import { FNV_PRIME, FNV_SEED, mix } from '../../text/tables/hash.js';

export interface TextTally {
  /** Two characters of a script without spaces count as one word. */
  words: number;
  letters: number;
  upper: number;
  digits: number;
  unspaced: number;
  /** Words that begin with a capital. */
  capitalised: number;
  /** Words of at least two letters, all of them capitals. */
  shouted: number;
  longest: number;
  /** Marks that end sentences, before a space, a quote, a bracket or the end. */
  stops: number;
  commas: number;
  colons: number;
  quotes: number;
  brackets: number;
  symbols: number;
  dashes: number;
  /** The classes of the first and the last character except spaces. */
  first: number;
  last: number;
  /** The class of the last character except spaces, quotes and brackets. */
  close: number;
  /** The range of the block's word hashes within the document's. */
  from: number;
  to: number;
}

export function emptyTally(): TextTally {
  return {
    words: 0,
    letters: 0,
    upper: 0,
    digits: 0,
    unspaced: 0,
    capitalised: 0,
    shouted: 0,
    longest: 0,
    stops: 0,
    commas: 0,
    colons: 0,
    quotes: 0,
    brackets: 0,
    symbols: 0,
    dashes: 0,
    first: 0,
    last: 0,
    close: 0,
    from: 0,
    to: 0,
  };
}

/** A growing list of word hashes. */
export class HashList {
  hashes = new Uint32Array(4096);
  size = 0;

  /** @param hash without its last step (`mix`): the signed number is not boxed even if this call is not inlined */
  push(hash: number): void {
    if (this.size === this.hashes.length) {
      const larger = new Uint32Array(this.size * 2);
      larger.set(this.hashes);
      this.hashes = larger;
    }
    this.hashes[this.size++] = mix(hash);
  }
}

/** The same hash as from `tallyText`. @param word consists of letters, in any case */
export function wordHash(word: string): number {
  let hash = FNV_SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ lowerOf(word.charCodeAt(i)), FNV_PRIME);
  return mix(hash);
}

/**
 * Counts, and appends the hash of each word in lower case. Numbers of equal length have the same hash, so that all years
 * are one word; in scripts without spaces each character is hashed.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: runs for every character; calls per class of character slow it down
export function tallyText(text: string, tally: TextTally, list: HashList): void {
  let words = 0;
  let upper = 0;
  let letters = 0;
  let digits = 0;
  let unspaced = 0;
  let capitalised = 0;
  let shouted = 0;
  let longest = 0;
  let stops = 0;
  let commas = 0;
  let colons = 0;
  let quotes = 0;
  let brackets = 0;
  let symbols = 0;
  let dashes = 0;
  let first = 0;
  let last = 0;
  let close = 0;
  tally.from = list.size;
  const { length } = text;
  let i = 0;
  while (i < length) {
    const code = text.charCodeAt(i);
    const kind = classOf(code);
    if (kind === SPACE) {
      i++;
      continue;
    }
    if (first === 0) first = kind;
    if (kind === LOWER || kind === UPPER || kind === LETTER) {
      let hash = FNV_SEED;
      let capitals = 0;
      const start = i;
      let inner: number = kind;
      do {
        if (inner === UPPER) capitals++;
        hash = Math.imul(hash ^ lowerOf(text.charCodeAt(i)), FNV_PRIME);
        i++;
        inner = i < length ? classOf(text.charCodeAt(i)) : 0;
      } while (inner === LOWER || inner === UPPER || inner === LETTER);
      const size = i - start;
      list.push(hash);
      words++;
      letters += size;
      upper += capitals;
      if (kind === UPPER) capitalised++;
      if (capitals === size && size > 1) shouted++;
      if (size > longest) longest = size;
      last = kind;
      close = kind;
      continue;
    }
    if (kind === DIGIT) {
      const start = i;
      do i++;
      while (i < length && classOf(text.charCodeAt(i)) === DIGIT);
      const size = i - start;
      digits += size;
      words++;
      list.push(FNV_SEED + Math.min(size, 6));
      last = kind;
      close = kind;
      continue;
    }
    i++;
    last = kind;
    if (kind === UNSPACED) {
      unspaced++;
      list.push(Math.imul(FNV_SEED ^ code, FNV_PRIME));
      close = kind;
    } else if (kind === QUOTE) quotes++;
    else if (kind === BRACKET) brackets++;
    else {
      close = kind;
      if (kind === STOP) {
        const next = i < length ? classOf(text.charCodeAt(i)) : SPACE;
        if (next === SPACE || next === QUOTE || next === BRACKET || unspaced > 0) stops++;
      } else if (kind === COMMA) commas++;
      else if (kind === COLON) colons++;
      else if (kind === DASH) dashes++;
      else if (kind === SYMBOL) symbols++;
    }
  }
  tally.words = words + Math.round(unspaced / 2);
  tally.letters = letters;
  tally.upper = upper;
  tally.digits = digits;
  tally.unspaced = unspaced;
  tally.capitalised = capitalised;
  tally.shouted = shouted;
  tally.longest = longest;
  tally.stops = stops;
  tally.commas = commas;
  tally.colons = colons;
  tally.quotes = quotes;
  tally.brackets = brackets;
  tally.symbols = symbols;
  tally.dashes = dashes;
  tally.first = first;
  tally.last = last;
  tally.close = close;
  tally.to = list.size;
}
