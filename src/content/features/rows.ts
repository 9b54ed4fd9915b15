/** The rows of a document: its blocks with visible text, with what the block table counted in them. */
import type { Document } from '../../model/document.js';
import { tableOf } from '../../read/table/blockTable.js';
import { STOP } from '../../text/chars.js';
import type { TallyColumns } from '../../text/scan/tallyColumns.js';
import { type Containers, containersOf } from './containers.js';
import { type Elements, elementsOf } from './elements.js';
import { markStops } from './stopwords.js';

/** The input of all columns. Arrays have an entry a row, unless they say otherwise. */
export interface Rows {
  readonly count: number;
  /** The index of each row's block in the document. */
  readonly blocks: Int32Array;
  /** Counts of characters and words, by block. */
  readonly tallies: TallyColumns;
  readonly words: Uint32Array;
  /** The hashes of all words, row after row: a row has those from `from` up to, but not including, `to`. */
  readonly hashes: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** For each word, 1 if it is a stop word of the document's language. */
  readonly stops: Uint8Array;
  /** The number of words in rows of prose; 0 in others. */
  readonly prose: Float32Array;
  /** The number of each row's shape: length, first and last characters, capitals, digits. */
  readonly shapes: Uint16Array;
  /** How many rows have each shape. */
  readonly shapeCounts: Uint32Array;
  /** The number of each row's path in `elements`; all three are empty for texts. */
  readonly pathNumbers: Int32Array;
  readonly elements: Elements;
  readonly containers: Containers;
}

/** Prose has at least this many words and ends like a sentence; long rows need no end if they contain a stop or comma. */
const PROSE_WORDS = 8;
const LONG_WORDS = 30;
/** A row with this share of its text in links is a list of links. */
const LINKED = 0.5;

export function readRows(document: Document): Rows {
  const { tallies, wordHashes: hashes, pathNumbers, paths } = tableOf(document);
  const blocks = rowsOf(document);
  const words = gather(tallies.words, blocks);
  const prose = new Float32Array(blocks.length);
  for (let row = 0; row < prose.length; row++) {
    const at = blocks[row];
    if ((document.blocks[at].linkDensity ?? 0) < LINKED && isProse(tallies, at)) prose[row] = words[row];
  }
  return {
    count: blocks.length,
    blocks,
    tallies,
    words,
    hashes,
    from: gather(tallies.from, blocks),
    to: gather(tallies.to, blocks),
    stops: markStops(hashes),
    prose,
    ...shapesOf(tallies, blocks),
    ...placesOf(document, blocks, pathNumbers, paths),
  };
}

/** The indexes of the blocks with visible text. */
function rowsOf({ blocks }: Document): Int32Array {
  const shown = new Int32Array(blocks.length);
  let count = 0;
  for (let i = 0; i < blocks.length; i++) if (blocks[i].text !== '') shown[count++] = i;
  return shown.subarray(0, count);
}

/** The entries of the rows' blocks. */
function gather(column: Uint32Array, blocks: Int32Array): Uint32Array {
  const values = new Uint32Array(blocks.length);
  for (let row = 0; row < values.length; row++) values[row] = column[blocks[row]];
  return values;
}

function isProse({ words, close, stops, commas }: TallyColumns, at: number): boolean {
  if (words[at] < PROSE_WORDS) return false;
  return close[at] === STOP || (words[at] >= LONG_WORDS && stops[at] + commas[at] > 0);
}

/** A row's length in words as part of its shape, on a logarithmic scale; longer rows have the last size. */
const SIZES = Uint8Array.from({ length: 256 }, (_, words) => Math.min(15, Math.round(2 * Math.log2(words + 1))));

/** The number of each shape plus one, 0 between documents. */
const numbers = new Uint16Array(1 << 14);

/** Numbers the shapes in the order in which they first occur. */
function shapesOf(tallies: TallyColumns, blocks: Int32Array): Pick<Rows, 'shapes' | 'shapeCounts'> {
  const { words, first, close, capitalised, digits } = tallies;
  const shapes = new Uint16Array(blocks.length);
  const counts = new Uint32Array(Math.min(blocks.length, numbers.length));
  const known = new Uint16Array(counts.length);
  let count = 0;
  for (let row = 0; row < shapes.length; row++) {
    const at = blocks[row];
    const size = SIZES[Math.min(words[at], SIZES.length - 1)];
    const shape = (size << 10) | (first[at] << 6) | (close[at] << 2) | (capitalised[at] * 2 > words[at] ? 2 : 0) | (digits[at] > 0 ? 1 : 0);
    if (numbers[shape] === 0) {
      known[count++] = shape;
      numbers[shape] = count;
    }
    shapes[row] = numbers[shape] - 1;
    counts[shapes[row]]++;
  }
  for (let i = 0; i < count; i++) numbers[known[i]] = 0;
  return { shapes, shapeCounts: counts.subarray(0, count) };
}

function placesOf(
  { format }: Document,
  blocks: Int32Array,
  pathNumbers: Int32Array,
  known: readonly string[],
): Pick<Rows, 'pathNumbers' | 'elements' | 'containers'> {
  const ofRows = new Int32Array(format === 'html' ? blocks.length : 0);
  let isMissing = false;
  for (let row = 0; row < ofRows.length; row++) {
    const number = pathNumbers[blocks[row]];
    isMissing ||= number < 0;
    // A block without a path has the empty one.
    ofRows[row] = number < 0 ? known.length : number;
  }
  const elements = elementsOf(format === 'text' ? [] : isMissing ? [...known, ''] : known);
  return { pathNumbers: ofRows, elements, containers: containersOf(elements, ofRows) };
}
