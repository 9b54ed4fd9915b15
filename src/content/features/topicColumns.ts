/** Columns of the words that a row shares with others: the topic of the document and of the paragraphs around. */
import type { Columns } from './columns.js';
import type { Rows } from './rows.js';

/** Words are counted in 2 ** 15 cells by hash: collisions are rare in an article, and the array fits into the cache. */
const CELL_BITS = 15;
const cells = new Int32Array(1 << CELL_BITS);

/** Adds the share of a row's words, stop words aside, that also occur in the prose of other rows. */
export function addTopic(columns: Columns, rows: Rows): void {
  const share = columns.add('topic-share');
  cells.fill(0);
  const { hashes, tallies, prose } = rows;
  const count = (row: number, by: number): void => {
    if (prose[row] === 0) return;
    const { from, to } = tallies[row];
    for (let i = from; i < to; i++) cells[hashes[i] >>> (32 - CELL_BITS)] += by;
  };
  for (let row = 0; row < rows.count; row++) count(row, 1);
  for (let row = 0; row < rows.count; row++) {
    count(row, -1);
    share[row] = shareAbove(rows, row, 0);
    count(row, 1);
  }
}

/** The share of a row's words, stop words aside, whose cell is above a limit; -1 if it has none. */
function shareAbove({ hashes, stops, tallies }: Rows, row: number, limit: number): number {
  const { from, to } = tallies[row];
  let known = 0;
  let asked = 0;
  for (let i = from; i < to; i++) {
    if (stops[i] === 1) continue;
    asked++;
    if (cells[hashes[i] >>> (32 - CELL_BITS)] > limit) known++;
  }
  return asked === 0 ? -1 : known / asked;
}

/** Adds the share of a row's words, stop words aside, that also occur in the nearest landmarks above, and below. */
export function addCohesion(columns: Columns, rows: Rows, name: string, isLandmark: (row: number) => boolean): void {
  const above = columns.add(`${name}-above`);
  const below = columns.add(`${name}-below`);
  cells.fill(0);
  for (let row = 0, marks = NEAR; row < rows.count; row++) marks = cohere(rows, row, marks, isLandmark, above);
  cells.fill(0);
  for (let row = rows.count - 1, marks = NEAR; row >= 0; row--) marks = cohere(rows, row, marks, isLandmark, below);
}

/** How many landmarks above or below are compared. */
const NEAR = 3;

/**
 * Looks up a row's words among those of the last landmarks, and adds them if it is a landmark itself.
 * @param marks the number of the last landmark; cells contain the number of the last landmark with a word
 * @returns the number of the last landmark, including this row
 */
function cohere(rows: Rows, row: number, marks: number, isLandmark: (row: number) => boolean, share: Float32Array): number {
  share[row] = shareAbove(rows, row, marks - NEAR);
  if (!isLandmark(row)) return marks;
  const { hashes, tallies } = rows;
  const { from, to } = tallies[row];
  for (let i = from; i < to; i++) cells[hashes[i] >>> (32 - CELL_BITS)] = marks + 1;
  return marks + 1;
}

/** A word belongs to a side if the probabilities of the rows that use it add up to more than this. */
const SAID = 0.5;
/** How often content uses each word, and furniture: sums of probabilities, all zero between documents. */
const inside = new Float64Array(1 << CELL_BITS);
const outside = new Float64Array(1 << CELL_BITS);

/**
 * Adds how the rest of the document uses a row's words, stop words aside: the share that its content uses too, the share
 * that only its furniture uses, and how far the words lean towards content.
 * @param p the probability of each row being content
 */
export function addSides(columns: Columns, rows: Rows, p: Float32Array): void {
  const known = columns.add('p-topic');
  const foreign = columns.add('p-foreign');
  const leaning = columns.add('p-leaning');
  for (let row = 0; row < rows.count; row++) countWords(rows, row, p[row], 1);
  for (let row = 0; row < rows.count; row++) {
    countWords(rows, row, p[row], -1);
    const { asked, shared, other, sum } = sidesOf(rows, row);
    known[row] = asked === 0 ? -1 : shared / asked;
    foreign[row] = asked === 0 ? -1 : other / asked;
    leaning[row] = asked === 0 ? -1 : sum / asked;
    countWords(rows, row, p[row], 1);
  }
  inside.fill(0);
  outside.fill(0);
}

/** Adds a row's words to both sides, or removes them. */
function countWords({ hashes, tallies }: Rows, row: number, p: number, sign: 1 | -1): void {
  const { from, to } = tallies[row];
  for (let i = from; i < to; i++) {
    const cell = hashes[i] >>> (32 - CELL_BITS);
    inside[cell] += sign * p;
    outside[cell] += sign * (1 - p);
  }
}

function sidesOf({ hashes, stops, tallies }: Rows, row: number): { asked: number; shared: number; other: number; sum: number } {
  const sides = { asked: 0, shared: 0, other: 0, sum: 0 };
  const { from, to } = tallies[row];
  for (let i = from; i < to; i++) {
    if (stops[i] === 1) continue;
    const cell = hashes[i] >>> (32 - CELL_BITS);
    const yes = inside[cell];
    const no = outside[cell];
    sides.asked++;
    if (yes > SAID) sides.shared++;
    else if (no > SAID) sides.other++;
    sides.sum += (yes - no) / (yes + no + 1);
  }
  return sides;
}
