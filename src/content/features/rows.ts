/** The rows of a document: its blocks with visible text, tallied, with the hashes of all words. */
import type { Block, Document } from '../../model/document.js';
import { STOP } from '../../text/chars.js';
import { type Containers, containersOf } from './containers.js';
import { LANGUAGES, stopBits } from './stopwords.js';
import { emptyTally, HashList, type TextTally, tallyText } from './textTally.js';

/** The input of all columns. */
export interface Rows {
  readonly count: number;
  /** The index of each row's block in the document. */
  readonly blocks: Int32Array;
  readonly tallies: readonly TextTally[];
  /** The hashes of all words, block after block, delimited by `TextTally.from` and `to`. */
  readonly hashes: Uint32Array;
  /** For each word, 1 if it is a stop word of the document's language. */
  readonly stops: Uint8Array;
  /** The number of words in rows of prose; 0 in others. */
  readonly prose: Float32Array;
  /** The shape of each row as a number: length, first and last characters, capitals, digits. */
  readonly shapes: Uint16Array;
  /** The path of each row; empty for texts, as are the containers. */
  readonly paths: readonly string[];
  readonly containers: Containers;
}

/** Prose has at least this many words and ends like a sentence; long rows need no end if they contain a stop or comma. */
const PROSE_WORDS = 8;
const LONG_WORDS = 30;
/** A row with this share of its text in links is a list of links. */
const LINKED = 0.5;

export function readRows(document: Document): Rows {
  const shown: number[] = [];
  document.blocks.forEach((block, i) => {
    if (block.text !== '') shown.push(i);
  });
  const list = new HashList();
  const tallies = shown.map((block) => {
    const tally = emptyTally();
    tallyText(document.blocks[block].text, tally, list);
    return tally;
  });
  const hashes = list.hashes.subarray(0, list.size);
  const paths = document.format === 'html' ? shown.map((block) => document.blocks[block].path ?? '') : [];
  return {
    count: shown.length,
    blocks: Int32Array.from(shown),
    tallies,
    hashes,
    stops: markStops(hashes),
    prose: proseOf(document, shown, tallies),
    shapes: Uint16Array.from(tallies, shapeOf),
    paths,
    containers: containersOf(paths),
  };
}

function shapeOf({ words, first, close, capitalised, digits }: TextTally): number {
  const size = Math.min(15, Math.round(2 * Math.log2(words + 1)));
  return (size << 10) | (first << 6) | (close << 2) | (capitalised * 2 > words ? 2 : 0) | (digits > 0 ? 1 : 0);
}

function proseOf({ blocks }: Document, shown: readonly number[], tallies: readonly TextTally[]): Float32Array {
  const prose = new Float32Array(shown.length);
  for (let row = 0; row < prose.length; row++) if (isProse(blocks[shown[row]], tallies[row])) prose[row] = tallies[row].words;
  return prose;
}

function isProse({ linkDensity = 0 }: Block, { words, close, stops, commas }: TextTally): boolean {
  if (words < PROSE_WORDS || linkDensity >= LINKED) return false;
  return close === STOP || (words >= LONG_WORDS && stops + commas > 0);
}

/** Marks the stop words of the document's language, which is the one with the most stop words in it. */
function markStops(hashes: Uint32Array): Uint8Array {
  const bits = new Int32Array(hashes.length);
  const counts = new Float64Array(LANGUAGES);
  for (let i = 0; i < hashes.length; i++) {
    bits[i] = stopBits(hashes[i]);
    for (let rest = bits[i]; rest !== 0; rest &= rest - 1) counts[31 - Math.clz32(rest & -rest)]++;
  }
  const language = counts.indexOf(Math.max(...counts));
  const stops = new Uint8Array(hashes.length);
  for (let i = 0; i < stops.length; i++) stops[i] = (bits[i] >>> language) & 1;
  return stops;
}
