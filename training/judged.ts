// The pages of a training with their features and with what the first stage says of them.
import path from 'node:path';
import type { Columns } from '#dist/content/features/columns.js';
import { type Rows, readRows } from '#dist/content/features/rows.js';
import type { Document, Format } from '#dist/index.js';
import { unpackSets } from '../bench/sets.js';
import { FeatureFile, readFloats } from './columnFile.js';
import { readPage, type TrainingPage, trainingPages } from './pages.js';
import { SETS } from './sets.js';

/** A page after the first stage. */
export interface JudgedPage {
  readonly page: TrainingPage;
  readonly document: Document;
  readonly rows: Rows;
  readonly columns: Columns;
  /** The probability of each row, from trees that have not seen the page's site. */
  readonly p: Float32Array;
  /** How many rows the pages before it have. */
  readonly from: number;
}

/** Reads all pages of a mode, in their order. @param data the folder of the training, with DIR/columns.bin and DIR/p1.bin */
export function* judgedPages(data: string, mode: Format): Generator<JudgedPage> {
  const folder = unpackSets(SETS);
  const all = readFloats(path.join(data, 'p1.bin'));
  const features = new FeatureFile(data);
  let from = 0;
  for (const page of trainingPages(folder, mode)) {
    const document = readPage(folder, page);
    const rows = readRows(document);
    yield { page, document, rows, columns: features.next(rows.count), p: all.slice(from, from + rows.count), from };
    from += rows.count;
  }
  features.close();
  if (from !== all.length) throw new Error(`${from} rows where there were ${all.length}: extract the features again`);
}
