/** Columns of what a row's words share with other rows: the topic of the document, and that of the paragraphs around. */
import type { Columns } from './columns.js';
import type { Rows } from './rows.js';

/** Words of a document's prose are counted in so many cells, by hash. */
const CELL_BITS = 15;
const cells = new Int32Array(1 << CELL_BITS);

/** Adds the share of a row's words, stop words aside, that the prose of other rows has too: its topic. */
export function addTopic(columns: Columns, rows: Rows): void {
  const share = columns.add('topic-share');
  cells.fill(0);
  const { hashes, stops, tallies, prose } = rows;
  const count = (row: number, by: number): void => {
    if (prose[row] === 0) return;
    const { from, to } = tallies[row];
    for (let i = from; i < to; i++) cells[hashes[i] >>> (32 - CELL_BITS)] += by;
  };
  for (let row = 0; row < rows.count; row++) count(row, 1);
  for (let row = 0; row < rows.count; row++) {
    count(row, -1);
    let known = 0;
    let asked = 0;
    const { from, to } = tallies[row];
    for (let i = from; i < to; i++) {
      if (stops[i] === 1) continue;
      asked++;
      if (cells[hashes[i] >>> (32 - CELL_BITS)] > 0) known++;
    }
    share[row] = asked === 0 ? -1 : known / asked;
    count(row, 1);
  }
}

/** Adds the share of a row's words, stop words aside, that one of the next landmarks above has too, and one of those below. */
export function addCohesion(columns: Columns, rows: Rows, name: string, isLandmark: (row: number) => boolean): void {
  const above = columns.add(`${name}-above`);
  const below = columns.add(`${name}-below`);
  cells.fill(0);
  for (let row = 0, marks = NEAR; row < rows.count; row++) marks = cohere(rows, row, marks, isLandmark, above);
  cells.fill(0);
  for (let row = rows.count - 1, marks = NEAR; row >= 0; row--) marks = cohere(rows, row, marks, isLandmark, below);
}

/** So many landmarks are near. */
const NEAR = 3;

/**
 * Looks up a row's words among those of the last landmarks, and adds them where it is one itself.
 * @param marks the number of the last landmark; cells hold the number of the last one that had a word
 * @returns the number of the last landmark, this row included
 */
function cohere(rows: Rows, row: number, marks: number, isLandmark: (row: number) => boolean, share: Float32Array): number {
  const { hashes, stops, tallies } = rows;
  const { from, to } = tallies[row];
  let known = 0;
  let asked = 0;
  for (let i = from; i < to; i++) {
    if (stops[i] === 1) continue;
    asked++;
    if (cells[hashes[i] >>> (32 - CELL_BITS)] > marks - NEAR) known++;
  }
  share[row] = asked === 0 ? -1 : known / asked;
  if (!isLandmark(row)) return marks;
  for (let i = from; i < to; i++) cells[hashes[i] >>> (32 - CELL_BITS)] = marks + 1;
  return marks + 1;
}

/** A word is said where rows of more than this probability together say it. */
const SAID = 0.5;
/** How often content says each word, and furniture: sums of probabilities, zero between documents. */
const inside = new Float64Array(1 << CELL_BITS);
const outside = new Float64Array(1 << CELL_BITS);

/**
 * Adds what the words of a row, stop words aside, are to the rest of the document: the share of them that its content
 * says too, the share that only its furniture says, and how much of what is said with them is content.
 * @param p for each row the probability that it is content
 */
export function addSides(columns: Columns, rows: Rows, p: Float32Array): void {
  const known = columns.add('p-topic');
  const foreign = columns.add('p-foreign');
  const leaning = columns.add('p-leaning');
  const { hashes, stops, tallies, count } = rows;
  const cellOf = (word: number) => hashes[word] >>> (32 - CELL_BITS);
  const add = (row: number, by: number): void => {
    const { from, to } = tallies[row];
    for (let i = from; i < to; i++) {
      inside[cellOf(i)] += by * p[row];
      outside[cellOf(i)] += by * (1 - p[row]);
    }
  };
  for (let row = 0; row < count; row++) add(row, 1);
  for (let row = 0; row < count; row++) {
    add(row, -1);
    const { from, to } = tallies[row];
    let asked = 0;
    let shared = 0;
    let other = 0;
    let sum = 0;
    for (let i = from; i < to; i++) {
      if (stops[i] === 1) continue;
      const yes = inside[cellOf(i)];
      const no = outside[cellOf(i)];
      asked++;
      if (yes > SAID) shared++;
      else if (no > SAID) other++;
      sum += (yes - no) / (yes + no + 1);
    }
    known[row] = asked === 0 ? -1 : shared / asked;
    foreign[row] = asked === 0 ? -1 : other / asked;
    leaning[row] = asked === 0 ? -1 : sum / asked;
    add(row, 1);
  }
  inside.fill(0);
  outside.fill(0);
}
