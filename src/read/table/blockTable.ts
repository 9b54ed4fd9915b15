/**
 * The block table: what rules, features and judge ask of every block, as typed columns. It is made in one pass over the
 * document's characters, when it is first asked for; nobody cuts tokens, counts words or tests shapes of a block again.
 */
import type { Block, Document } from '../../model/document.js';
import { scanTexts } from '../../text/scan/scanTexts.js';
import type { TallyColumns } from '../../text/scan/tallyColumns.js';
import type { TokenColumns } from '../../text/scan/tokenColumns.js';
import { wordsIn } from '../../text/shape.js';
import { shapesOf } from './shapes.js';

/** Columns over the blocks of one document, layout included: it has no tokens, no words and no shape. */
export interface BlockTable {
  /** The number of blocks. */
  readonly count: number;
  /** The tokens of all blocks; their offsets are in the text of their block. */
  readonly tokens: TokenColumns;
  /** Block `i` has the tokens from `tokenFrom[i]` up to, but not including, `tokenFrom[i + 1]`. */
  readonly tokenFrom: Uint32Array;
  /** `countWords` of each block. */
  readonly words: Uint32Array;
  /** `PROSE`, `HEADLINE` and the other bits of each block (`shapes.ts`). */
  readonly shapes: Uint8Array;
  readonly tallies: TallyColumns;
  /** The hashes of the words that the tallies count. */
  readonly wordHashes: Uint32Array;
  /** For each block the number of its path; -1 if it has none. */
  readonly pathNumbers: Int32Array;
  /** The distinct paths, in the order in which they first occur. */
  readonly paths: readonly string[];
}

/** Tables by the blocks that they describe, so that documents remain plain data. */
const tables = new WeakMap<readonly Block[], BlockTable>();

/** The table of a document, made on first use. Linear in the length of the texts. */
export function tableOf({ blocks }: Pick<Document, 'blocks'>): BlockTable {
  let table = tables.get(blocks);
  if (table === undefined) {
    table = makeTable(blocks);
    tables.set(blocks, table);
  }
  return table;
}

/** Gives a copy of a document the table of the original, whose blocks have the same texts and paths. */
export function shareTable(from: Document, to: Document): void {
  const table = tables.get(from.blocks);
  if (table !== undefined) tables.set(to.blocks, table);
}

function makeTable(blocks: readonly Block[]): BlockTable {
  const count = blocks.length;
  const { tokens, tokenFrom, tallies, wordHashes } = scanTexts(blocks.map(({ text }) => text));
  const words = new Uint32Array(count);
  const shapes = new Uint8Array(count);
  const pathNumbers = new Int32Array(count).fill(-1);
  const paths: string[] = [];
  const numbers = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const { text, path } = blocks[i];
    if (text !== '') {
      words[i] = wordsIn(text, tallies.runs[i]);
      shapes[i] = shapesOf(text, words[i]);
    }
    if (path !== undefined) pathNumbers[i] = numberOf(path, numbers, paths);
  }
  return {
    count,
    tokens,
    tokenFrom,
    words,
    shapes,
    tallies,
    wordHashes: wordHashes.hashes.subarray(0, wordHashes.size),
    pathNumbers,
    paths,
  };
}

function numberOf(path: string, numbers: Map<string, number>, paths: string[]): number {
  const known = numbers.get(path);
  if (known !== undefined) return known;
  numbers.set(path, paths.length);
  return paths.push(path) - 1;
}
