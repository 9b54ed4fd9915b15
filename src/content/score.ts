/** The content model: how probable it is that a block belongs to the article, for pages and texts that no rule knows. */
import { type Document, isLayout } from '../model/document.js';
import { loadPacks } from '../rules/file/loadPacks.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { compileRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { addDecisions } from './features/decisionColumns.js';
import { featuresOf } from './features/featuresOf.js';
import { readRows } from './features/rows.js';
import { probabilities } from './forest/trees.js';
import { type Weights, weightsFor } from './forest/weights.js';

let packs: CompiledRules | undefined;

/**
 * For each block the probability that it belongs to the article, 0 to 1; layout belongs to whatever is around it and
 * has 1.
 *
 * Two forests of boosted trees judge in turn: the first each block by its shape, its words, its names and its
 * neighbours, the second by what the first says of the whole document (stacked sequential learning: Cohen and
 * Carvalho 2005).
 *
 * @param hits what the shipped packs hit in the document (`findHits`), where the caller knows it already; hits of other
 *   rules would be told as if they were the packs'
 */
export function score(document: Document, hits?: readonly Hit[], weights: Weights = weightsFor(document.format)): Float32Array {
  if (hits === undefined) packs ??= compileRules(loadPacks());
  const rows = readRows(document);
  const columns = featuresOf(document, rows, hits ?? findHits(document, packs as CompiledRules), weights.tables);
  addDecisions(columns, document, rows, probabilities(weights.first, columns));
  const judged = probabilities(weights.second, columns);
  const result = new Float32Array(document.blocks.length).fill(1);
  for (let i = 0; i < result.length; i++) if (!isLayout(document.blocks[i])) result[i] = 0;
  for (let row = 0; row < rows.count; row++) result[rows.blocks[row]] = judged[row];
  return result;
}
