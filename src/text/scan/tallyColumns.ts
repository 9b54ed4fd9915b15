/** Counts of the characters and words of many texts, as columns: one typed array a count, an entry a text. */

export class TallyColumns {
  /** Runs of characters between spaces. */
  readonly runs: Uint32Array;
  /** Runs of letters and runs of digits; two characters of a script without spaces count as one. */
  readonly words: Uint32Array;
  readonly letters: Uint32Array;
  readonly upper: Uint32Array;
  readonly digits: Uint32Array;
  readonly unspaced: Uint32Array;
  /** Words that begin with a capital. */
  readonly capitalised: Uint32Array;
  /** Words of at least two letters, all of them capitals. */
  readonly shouted: Uint32Array;
  /** The letters of the longest word. */
  readonly longest: Uint32Array;
  /** Marks that end sentences, before a space, a quote, a bracket or the end. */
  readonly stops: Uint32Array;
  readonly commas: Uint32Array;
  readonly colons: Uint32Array;
  readonly quotes: Uint32Array;
  readonly brackets: Uint32Array;
  readonly symbols: Uint32Array;
  readonly dashes: Uint32Array;
  /** The classes of the first and the last character except spaces (`text/chars.ts`); 0 if there is none. */
  readonly first: Uint8Array;
  readonly last: Uint8Array;
  /** The class of the last character except spaces, quotes and brackets. */
  readonly close: Uint8Array;
  /** The range of the text's words among the hashes of all words. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;

  /** @param count the number of texts */
  constructor(count: number) {
    const numbers = () => new Uint32Array(count);
    const classes = () => new Uint8Array(count);
    this.runs = numbers();
    this.words = numbers();
    this.letters = numbers();
    this.upper = numbers();
    this.digits = numbers();
    this.unspaced = numbers();
    this.capitalised = numbers();
    this.shouted = numbers();
    this.longest = numbers();
    this.stops = numbers();
    this.commas = numbers();
    this.colons = numbers();
    this.quotes = numbers();
    this.brackets = numbers();
    this.symbols = numbers();
    this.dashes = numbers();
    this.first = classes();
    this.last = classes();
    this.close = classes();
    this.from = numbers();
    this.to = numbers();
  }
}
