/** The features of a document: one set for lines of text, one for blocks of a page; what both have is shared. */
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import { Columns } from './columns.js';
import { addHits } from './hitColumns.js';
import type { WeightTable } from './linear.js';
import { addLines } from './lineColumns.js';
import { addMarkup } from './pageColumns.js';
import { addPlace } from './placeColumns.js';
import { addAgreement, addAlikeness, addRepetition, addShape, addTitle, addTopic, addWordScores, type WordTables } from './rowColumns.js';
import type { Rows } from './rows.js';

/** The learned tables that features ask. */
export interface Tables extends WordTables {
  /** Names of elements; only pages ask it. */
  readonly names: WeightTable;
}

/**
 * The features of all rows.
 * @param hits what the shipped packs find in the document
 */
export function featuresOf(document: Document, rows: Rows, hits: readonly Hit[], tables: Tables): Columns {
  const columns = new Columns(rows.count);
  addShape(columns, document, rows);
  const wordScore = addWordScores(columns, rows, tables);
  addRepetition(columns, rows);
  addAlikeness(columns, rows);
  addTopic(columns, rows);
  addTitle(columns, document, rows);
  addPlace(columns, rows);
  addHits(columns, document, rows, hits);
  if (document.format === 'text') addLines(columns, document, rows);
  else {
    addAgreement(columns, 'described', rows, document.meta.description);
    addAgreement(columns, 'declared', rows, document.articleBody);
    addMarkup(columns, document, rows, wordScore, tables.names);
  }
  return columns;
}
