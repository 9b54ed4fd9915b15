/** What judging asks of each block again and again: its words and its shape, from the block table and its markup. */
import { type Block, type Document, isLayout, isLinked } from '../model/document.js';
import { type BlockTable, tableOf } from '../read/table/blockTable.js';
import { PROSE, SENTENCE } from '../read/table/shapes.js';

/** Bits of `BlockColumns.shapes` besides those of the table. */
export const LAYOUT = 32;
export const LINKED = 64;
/** Running text, a whole sentence, or code, whose shape says nothing. */
export const PARAGRAPH = 128;

/** A text of at least this many words is running text even if its last sentence is incomplete: a scraper may have broken it. */
const RUNNING_WORDS = 18;

/** A sentence may be followed by who wrote it, in brackets: `… sagte sie. (Jan Moser, dpa)`. */
const SIGNED = /[.!?…]["'”“»«’]*\s\([^()]{2,60}\)$/u;

/** One value a block. */
export interface BlockColumns {
  readonly table: BlockTable;
  readonly words: Uint32Array;
  /** The bits of the table's shapes, and `LAYOUT`, `LINKED` and `PARAGRAPH`. */
  readonly shapes: Uint8Array;
}

const known = new WeakMap<readonly Block[], BlockColumns>();

/** The columns of a document, made when they are first asked for. */
export function columnsOf(document: Pick<Document, 'blocks'>): BlockColumns {
  let columns = known.get(document.blocks);
  if (columns === undefined) {
    columns = makeColumns(document);
    known.set(document.blocks, columns);
  }
  return columns;
}

function makeColumns(document: Pick<Document, 'blocks'>): BlockColumns {
  const table = tableOf(document);
  const { words } = table;
  const shapes = table.shapes.slice();
  for (let i = 0; i < shapes.length; i++) {
    const block = document.blocks[i];
    if (isLayout(block)) shapes[i] = LAYOUT;
    else {
      if (isLinked(block)) shapes[i] |= LINKED;
      if ((shapes[i] & (PROSE | SENTENCE)) !== 0 || block.kind === 'code' || words[i] >= RUNNING_WORDS || isSigned(block.text)) {
        shapes[i] |= PARAGRAPH;
      }
    }
  }
  return { table, words, shapes };
}

function isSigned(text: string): boolean {
  return text.endsWith(')') && SIGNED.test(text.slice(-80));
}
