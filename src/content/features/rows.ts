/** The rows of a document: its blocks of text, each counted once, with the hashes of all words. */
import type { Block, Document } from '../../model/document.js';
import { STOP } from '../../text/chars.js';
import { type Containers, containersOf } from './containers.js';
import { LANGUAGES, stopBits } from './stopwords.js';
import { emptyTally, HashList, type TextTally, tallyText } from './textTally.js';

/** What all columns are made from. */
export interface Rows {
  readonly count: number;
  /** For each row the index of its block in the document. */
  readonly blocks: Int32Array;
  readonly tallies: readonly TextTally[];
  /** The hashes of all words, block after block; `TextTally.from` and `to` say where. */
  readonly hashes: Uint32Array;
  /** For each word 1 where it is a stop word of the document's language. */
  readonly stops: Uint8Array;
  /** Words of rows that read like prose, 0 for all others. */
  readonly prose: Float32Array;
  /** For each row of a page its path, and the elements that rows stand in; a text has none. */
  readonly paths: readonly string[];
  readonly containers: Containers;
}

/** Prose has at least so many words and an end; or so many more. */
const PROSE_WORDS = 8;
const LONG_WORDS = 30;
/** More of a text in links makes it a list of references. */
const LINKED = 0.5;

/** Reads the blocks that show text. */
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
    paths,
    containers: containersOf(paths),
  };
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

/** The document's language is the one whose stop words it has most of. */
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
