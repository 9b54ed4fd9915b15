/** Columns from the first judgement of a row's context: the paragraphs around it, and rows of the same shape. */
import type { Columns } from './columns.js';
import { FAR } from './landmarkColumns.js';
import type { Rows } from './rows.js';

/** The odds of a missing row: those of certain furniture. */
const NOTHING = -20;

/**
 * Adds the odds of the two nearest rows of prose above and below.
 * @param odds of each row, from the first judgement
 */
export function addNearestProse(columns: Columns, { prose, count }: Rows, odds: Float32Array): void {
  for (const side of ['above', 'below'] as const) {
    const nearest = columns.add(`p-prose-${side}`);
    const second = columns.add(`p-prose-${side}-2`);
    let near = NOTHING;
    let far = NOTHING;
    for (let i = 0; i < count; i++) {
      const row = side === 'above' ? i : count - 1 - i;
      nearest[row] = near;
      second[row] = far;
      if (prose[row] > 0) [near, far] = [odds[row], near];
    }
  }
}

/**
 * Adds the distance to the article's nearest paragraphs above and below, in words, and to its first and last, in rows.
 * @param wordSums the words in all rows before each row
 * @param isParagraph 1 for paragraphs of the article, 0 for other rows
 */
export function addParagraphs(columns: Columns, wordSums: Float64Array, isParagraph: Uint8Array): void {
  const count = isParagraph.length;
  const [since, until, fromFirst, toLast] = ['p-words-since', 'p-words-until', 'p-first', 'p-last'].map((name) => columns.add(name));
  let first = -1;
  let last = -1;
  for (let row = 0; row < count; row++) {
    since[row] = last < 0 ? FAR : Math.min(FAR, wordSums[row] - wordSums[last + 1]);
    if (isParagraph[row] === 1) last = row;
    if (first < 0) first = last;
  }
  const end = last;
  last = -1;
  for (let row = count - 1; row >= 0; row--) {
    until[row] = last < 0 ? FAR : Math.min(FAR, wordSums[last] - wordSums[row + 1]);
    fromFirst[row] = row - first;
    toLast[row] = end - row;
    if (isParagraph[row] === 1) last = row;
  }
}

/** Adds the mean probability of the other rows with a row's shape, and that of the nearest ones above and below. */
export function addAlike(columns: Columns, rows: Rows, p: Float32Array): void {
  const mean = columns.add('p-alike');
  const above = columns.add('p-alike-above');
  const below = columns.add('p-alike-below');
  const { shapes, shapeCounts, count } = rows;
  const sums = new Float64Array(shapeCounts.length);
  const lasts = new Int32Array(shapeCounts.length).fill(-1);
  above.fill(-1);
  below.fill(-1);
  for (let row = 0; row < count; row++) {
    const shape = shapes[row];
    const last = lasts[shape];
    if (last >= 0) {
      above[row] = p[last];
      below[last] = p[row];
    }
    sums[shape] += p[row];
    lasts[shape] = row;
  }
  for (let row = 0; row < count; row++) {
    const others = shapeCounts[shapes[row]] - 1;
    mean[row] = others === 0 ? -1 : (sums[shapes[row]] - p[row]) / others;
  }
}
