/** The content model: the probability of a block belonging to the article, for pages and texts without rules. */
import { expectDocument } from '../model/argument.js';
import { type Document, isLayout } from '../model/document.js';
import { loadPacks } from '../rules/file/loadPacks.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { compileRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { addEnds } from './ends/endColumns.js';
import { CellMemory } from './features/columns.js';
import { addDecisions } from './features/decisionColumns.js';
import { featuresOf } from './features/featuresOf.js';
import { readRows } from './features/rows.js';
import { probabilities } from './forest/trees.js';
import { type Weights, weightsFor } from './forest/weights.js';

let packs: CompiledRules | undefined;
/** Documents are scored one after the other, so that their columns can be in the same place. */
const memory = new CellMemory();

/**
 * The probability of each block belonging to the article, from 0 to 1. Layout has 1, since it belongs to whatever is
 * around it.
 *
 * Two forests of boosted trees judge in turn: the first judges each block by its shape, words, names and neighbours, the
 * second uses the results of the first for the whole document (stacked sequential learning: Cohen and Carvalho 2005).
 * Between them a small net says where the article begins and ends.
 *
 * @example
 * ```ts
 * import { readText, score } from 'klartext';
 *
 * const text = readText('Die Bauarbeiten am Hafen beginnen im Mai, teilte die Stadt mit.\n\nTeilen');
 * const [paragraph, blank, label] = score(text);
 * blank; // => 1
 * paragraph > label; // => true
 * ```
 */
export function score(document: Document): Float32Array {
  expectDocument(document);
  return scoreAlone(document).scores;
}

/** Like `scoreHits`, for callers without hits of all packs. */
export function scoreAlone(document: Document): Scored {
  packs ??= compileRules(loadPacks());
  return scoreHits(document, findHits(document, packs));
}

/** What the content model says of each block of a document. */
export interface Scored {
  /** The probability of its belonging to the article; 1 for layout. */
  readonly scores: Float32Array;
  /** The probability of its being above the beginning of the article or below its end; 0 for layout. */
  readonly outside: Float32Array;
}

/**
 * Like `score`, for callers that have found the hits already.
 * @param hits of the shipped packs in the document (`findHits`); other rules' hits would be taken for theirs
 */
export function scoreHits(document: Document, hits: readonly Hit[], weights: Weights = weightsFor(document.format)): Scored {
  const rows = readRows(document);
  const columns = featuresOf(document, rows, hits, weights.tables, memory);
  const p = probabilities(weights.first, columns);
  addDecisions(columns, document, rows, p);
  const ends = addEnds(columns, rows, p, weights.ends);
  const judged = probabilities(weights.second, columns);
  const scores = new Float32Array(document.blocks.length).fill(1);
  const outside = new Float32Array(scores.length);
  for (let i = 0; i < scores.length; i++) if (!isLayout(document.blocks[i])) scores[i] = 0;
  for (let row = 0; row < rows.count; row++) {
    scores[rows.blocks[row]] = judged[row];
    outside[rows.blocks[row]] = ends[row];
  }
  return { scores, outside };
}
