/** Computes the features of a document. Texts and pages share most of them. */
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import { addAgreement, addTitle, readAbout } from './aboutColumns.js';
import { type CellMemory, Columns } from './columns.js';
import { addHits } from './hitColumns.js';
import type { WeightTable, WordTable } from './linear.js';
import { addLines } from './lineColumns.js';
import { addMarkup } from './pageColumns.js';
import { addPlace } from './placeColumns.js';
import { addAlikeness, addRepetition, addShape, addWordScores } from './rowColumns.js';
import type { Rows } from './rows.js';
import { addTopic } from './topicColumns.js';

/** The learned tables that features use. */
export interface Tables {
  readonly words: WordTable;
  /** Names of elements; for pages only. */
  readonly names: WeightTable;
}

/**
 * @param hits of the shipped packs in the document
 * @param memory where the columns go, if it has room; new arrays by default
 */
export function featuresOf(document: Document, rows: Rows, hits: readonly Hit[], tables: Tables, memory?: CellMemory): Columns {
  const columns = new Columns(rows.count, memory);
  addShape(columns, document, rows);
  const wordScore = addWordScores(columns, rows, tables.words);
  addRepetition(columns, rows);
  addAlikeness(columns, rows);
  addTopic(columns, rows);
  const about = readAbout(document);
  addTitle(columns, rows, about);
  addPlace(columns, rows);
  addHits(columns, document, rows, hits);
  if (document.format === 'text') addLines(columns, document, rows);
  else {
    addAgreement(columns, 'described', rows, about.description);
    addAgreement(columns, 'declared', rows, about.body);
    addMarkup(columns, document, rows, wordScore, tables.names);
  }
  return columns;
}
