/** What judging asks of each block again and again, found once a document: its words and its shape. */
import { type Block, type Document, isLayout, isLinked } from '../model/document.js';
import { countWords, isProse, isSentence } from '../text/shape.js';

/** Bits of `BlockColumns.shapes`. */
export const LAYOUT = 1;
export const LINKED = 2;
export const PROSE = 4;
export const SENTENCE = 8;
/** Running text, a whole sentence, or code, whose shape says nothing. */
export const PARAGRAPH = 16;

/** A text of at least this many words is running text even if its last sentence is incomplete: a scraper may have broken it. */
const RUNNING_WORDS = 18;

/** One value a block. */
export interface BlockColumns {
  readonly words: Uint32Array;
  readonly shapes: Uint8Array;
}

const known = new WeakMap<readonly Block[], BlockColumns>();

/** The columns of a document; the same for every document that shares its blocks. */
export function columnsOf({ blocks }: Pick<Document, 'blocks'>): BlockColumns {
  let columns = known.get(blocks);
  if (columns === undefined) {
    columns = makeColumns(blocks);
    known.set(blocks, columns);
  }
  return columns;
}

function makeColumns(blocks: readonly Block[]): BlockColumns {
  const words = new Uint32Array(blocks.length);
  const shapes = new Uint8Array(blocks.length);
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (isLayout(block)) {
      shapes[i] = LAYOUT;
      continue;
    }
    const { text, kind } = block;
    words[i] = countWords(text);
    let shape = isLinked(block) ? LINKED : 0;
    if (isProse(text)) shape |= PROSE;
    if (isSentence(text)) shape |= SENTENCE;
    if (kind === 'code' || (shape & (PROSE | SENTENCE)) !== 0 || words[i] >= RUNNING_WORDS) shape |= PARAGRAPH;
    shapes[i] = shape;
  }
  return { words, shapes };
}
