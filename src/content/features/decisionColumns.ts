/** Columns from the first judgement, which let the second one judge the sequence of rows rather than each row alone. */
import type { Document } from '../../model/document.js';
import { addAlike, addNearestProse, addParagraphs } from './aroundColumns.js';
import type { Columns } from './columns.js';
import { addChosen, deepestWith, sumsIn } from './containers.js';
import { addDistances, addStretch } from './landmarkColumns.js';
import { oddsOf } from './odds.js';
import { running } from './placeColumns.js';
import type { Rows } from './rows.js';
import { addCohesion, addSides } from './topicColumns.js';

/** How close to 0 and 1 probabilities may be (`oddsOf`). */
const EDGE = 1e-4;
/** Rows above this probability of being content are landmarks for others. */
const SURE = 0.6;
/** In rows: the next lines, a paragraph or a list, a section. */
const WINDOWS = [3, 8, 20] as const;
/** How many elements around a row are searched for peers, starting with its own. */
const LEVELS = 4;
/** The words at most that a row counts for in the choice of a stretch, so that one long paragraph does not decide. */
const STRETCH_WORDS = 60;

/** @param p the probability of each row being content, from the first judgement */
export function addDecisions(columns: Columns, document: Document, rows: Rows, p: Float32Array): void {
  const { count } = rows;
  const odds = columns.add('p');
  const words = new Float64Array(count);
  const mass = new Float64Array(count);
  const stretch = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    words[row] = rows.words[row] + 1;
    mass[row] = words[row] * p[row];
    stretch[row] = (p[row] - 0.5) * Math.min(words[row], STRETCH_WORDS);
  }
  const wordSums = running(words);
  const sums = running(mass);
  const all = sums[count];
  const above = columns.add('p-above');
  const below = columns.add('p-below');
  const share = columns.add('p-share-above');
  for (let row = 0; row < count; row++) {
    odds[row] = oddsOf(p[row], EDGE);
    above[row] = sums[row];
    below[row] = all - sums[row + 1];
    share[row] = sums[row] / Math.max(1, all);
  }
  addDistances(columns, 'p-since', 'p-until', p, SURE);
  for (const reach of WINDOWS) {
    const window = columns.add(`p-around-${reach}`);
    for (let row = 0; row < count; row++) {
      const from = Math.max(0, row - reach);
      const to = Math.min(count, row + reach + 1);
      window[row] = (sums[to] - sums[from] - mass[row]) / Math.max(1, wordSums[to] - wordSums[from] - words[row]);
    }
  }
  addStretch(columns, 'p-stretch', stretch);
  columns.addConstant('p-all', all);
  columns.addConstant('p-words', all / Math.max(1, wordSums[count]));
  if (document.format === 'html') addElements(columns, rows, words, mass);
  else addNeighbours(columns, rows, p, odds, wordSums);
}

/** Relates rows by words and shapes, since lines of text have no elements. Pages do not gain from it. */
function addNeighbours(columns: Columns, rows: Rows, p: Float32Array, odds: Float32Array, wordSums: Float64Array): void {
  const isParagraph = new Uint8Array(rows.count);
  for (let row = 0; row < rows.count; row++) isParagraph[row] = p[row] > SURE && rows.prose[row] > 0 ? 1 : 0;
  addSides(columns, rows, p);
  addCohesion(columns, rows, 'p-shared', isParagraph);
  addNearestProse(columns, rows, odds);
  addParagraphs(columns, wordSums, isParagraph);
  addAlike(columns, rows, p);
}

/** Relates rows by elements: those of the same kind, and the article's container. */
function addElements(columns: Columns, rows: Rows, words: Float64Array, mass: Float64Array): void {
  const { containers } = rows;
  const { leaves, kinds } = containers;
  const { parents } = rows.elements;
  const around = new Int32Array(rows.count);
  for (let row = 0; row < around.length; row++) around[row] = kinds[leaves[row]];
  for (let up = 0; up < LEVELS; up++) {
    addPeers(columns, up, parents.length, around, words, mass);
    for (let row = 0; row < around.length; row++) around[row] = parents[around[row]];
  }
  const sums = sumsIn(containers, mass, 1);
  let all = 0;
  for (let row = 0; row < mass.length; row++) all += mass[row];
  for (const share of [50, 80, 95])
    addChosen(columns, `p${share}`, containers, deepestWith(containers, sums, (Math.max(1, all) * share) / 100));
}

/** Adds the mean probability of the other rows in the same kind of element, weighted by words, and their mass. */
function addPeers(columns: Columns, up: number, size: number, kinds: Int32Array, words: Float64Array, mass: Float64Array): void {
  const allWords = new Float64Array(size);
  const allMass = new Float64Array(size);
  for (let row = 0; row < kinds.length; row++) {
    allWords[kinds[row]] += words[row];
    allMass[kinds[row]] += mass[row];
  }
  const mean = columns.add(`p-peers-${up}`);
  const total = columns.add(`p-peers-${up}-mass`);
  for (let row = 0; row < kinds.length; row++) {
    const others = allWords[kinds[row]] - words[row];
    total[row] = allMass[kinds[row]] - mass[row];
    mean[row] = others > 0 ? total[row] / others : -1;
  }
}
