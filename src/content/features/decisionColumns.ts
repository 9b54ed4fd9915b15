/** Columns of what a first judgement says of the rows around: the second judges the sequence, not the row alone. */
import type { Document } from '../../model/document.js';
import { addAlike, addNearestProse, addParagraphs } from './aroundColumns.js';
import { type Columns, perRow } from './columns.js';
import { addChosen, deepestWith, sumsIn } from './containers.js';
import { addDistances, addStretch } from './landmarkColumns.js';
import { running } from './placeColumns.js';
import type { Rows } from './rows.js';
import { addCohesion, addSides } from './topicColumns.js';

/** Probabilities are kept apart from 0 and 1, where their odds end. */
const EDGE = 1e-4;
/** A row that is content with this probability is a landmark for others. */
const SURE = 0.6;
const WINDOWS = [3, 8, 20] as const;
/** How many elements around a row, its own the first, it has peers in. */
const LEVELS = 4;
/** No row counts for more words in the choice of a stretch. */
const STRETCH_WORDS = 60;

/**
 * Adds the columns of the first judgement.
 * @param p for each row the first probability that it is content
 */
export function addDecisions(columns: Columns, document: Document, rows: Rows, p: Float32Array): void {
  const { count } = rows;
  const odds = columns.add('p');
  const words = perRow(count, (row) => rows.tallies[row].words + 1);
  const mass = perRow(count, (row) => words[row] * p[row]);
  const wordSums = running(words);
  const sums = running(mass);
  const all = sums[count];
  const above = columns.add('p-above');
  const below = columns.add('p-below');
  const share = columns.add('p-share-above');
  for (let row = 0; row < count; row++) {
    const q = Math.min(1 - EDGE, Math.max(EDGE, p[row]));
    odds[row] = Math.log(q / (1 - q));
    above[row] = sums[row];
    below[row] = all - sums[row + 1];
    share[row] = sums[row] / Math.max(1, all);
  }
  addDistances(columns, 'p-since', 'p-until', (row) => p[row] > SURE);
  for (const reach of WINDOWS) {
    const window = columns.add(`p-around-${reach}`);
    for (let row = 0; row < count; row++) {
      const from = Math.max(0, row - reach);
      const to = Math.min(count, row + reach + 1);
      window[row] = (sums[to] - sums[from] - mass[row]) / Math.max(1, wordSums[to] - wordSums[from] - words[row]);
    }
  }
  addStretch(
    columns,
    'p-stretch',
    perRow(count, (row) => (p[row] - 0.5) * Math.min(words[row], STRETCH_WORDS)),
  );
  columns.addConstant('p-all', all);
  columns.addConstant('p-words', all / Math.max(1, wordSums[count]));
  if (document.format === 'html') addPlaces(columns, rows, words, mass);
  else addNeighbours(columns, rows, p, odds, wordSums);
}

/** What words and makes tell of lines, which no element holds together; pages gain nothing by it. */
function addNeighbours(columns: Columns, rows: Rows, p: Float32Array, odds: Float32Array, wordSums: Float64Array): void {
  const isParagraph = (row: number) => p[row] > SURE && rows.prose[row] > 0;
  addSides(columns, rows, p);
  addCohesion(columns, rows, 'p-shared', isParagraph);
  addNearestProse(columns, rows, odds);
  addParagraphs(columns, rows.count, wordSums, isParagraph);
  addAlike(columns, rows, p);
}

/** What the first judgement says of the other rows in the same kind of element, and of the article's container. */
function addPlaces(columns: Columns, rows: Rows, words: Float64Array, mass: Float64Array): void {
  const { containers } = rows;
  let kinds = containers.leaves.map(({ kind }) => kind);
  for (let up = 0; up < LEVELS; up++) {
    addPeers(columns, up, containers.kinds.length, kinds, words, mass);
    kinds = kinds.map((kind) => containers.kinds[kind]);
  }
  const sums = sumsIn(containers, mass);
  const all = mass.reduce((sum, value) => sum + value, 0);
  for (const share of [50, 80, 95])
    addChosen(columns, `p${share}`, containers, deepestWith(containers.all, sums, (Math.max(1, all) * share) / 100));
}

/** Adds the mean probability of the other rows in the same kind of element, each word counting once, and their mass. */
function addPeers(columns: Columns, up: number, size: number, kinds: readonly number[], words: Float64Array, mass: Float64Array): void {
  const allWords = new Float64Array(size);
  const allMass = new Float64Array(size);
  kinds.forEach((kind, row) => {
    allWords[kind] += words[row];
    allMass[kind] += mass[row];
  });
  const mean = columns.add(`p-peers-${up}`);
  const total = columns.add(`p-peers-${up}-mass`);
  kinds.forEach((kind, row) => {
    const others = allWords[kind] - words[row];
    total[row] = allMass[kind] - mass[row];
    mean[row] = others > 0 ? total[row] / others : -1;
  });
}
