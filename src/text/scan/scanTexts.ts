/** Scans the texts of a document, or any others, into one set of columns. */
import { codesOf, codesOfOne } from './codes.js';
import { HashList } from './hashList.js';
import { type Scan, scanText } from './scanText.js';
import { TallyColumns } from './tallyColumns.js';
import { TokenColumns } from './tokenColumns.js';

/** Columns over several texts. */
export interface ScannedTexts extends Scan {
  /** Text `i` has the tokens from `tokenFrom[i]` up to, but not including, `tokenFrom[i + 1]`. */
  readonly tokenFrom: Uint32Array;
}

/** A token has this many characters or more, on average, so columns of this size rarely grow. */
const TOKEN_LENGTH = 5;

/** Scans texts in one pass over their characters. Empty texts have no tokens. */
export function scanTexts(texts: readonly string[]): ScannedTexts {
  const { units, bases } = codesOf(texts);
  const expected = Math.ceil(texts.reduce((sum, { length }) => sum + length, 0) / TOKEN_LENGTH) + 16;
  const scan = { tokens: new TokenColumns(expected), tallies: new TallyColumns(texts.length), wordHashes: new HashList(expected) };
  const tokenFrom = new Uint32Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) {
    scanText(texts[i], units, bases[i], i, scan);
    tokenFrom[i + 1] = scan.tokens.size;
  }
  return { ...scan, tokenFrom };
}

/** What a scan counts besides the tokens, where nobody asks for it. */
const dropped = { tallies: new TallyColumns(1), wordHashes: new HashList(0) };

/** Appends the tokens of one text to columns. */
export function scanTokens(text: string, tokens: TokenColumns): void {
  scanText(text, codesOfOne(text), 0, 0, { tokens, tallies: dropped.tallies, wordHashes: dropped.wordHashes });
  dropped.wordHashes.clear();
}
