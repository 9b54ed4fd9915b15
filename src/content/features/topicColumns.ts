/** Columns of the words that a row shares with others: the topic of the document and of the paragraphs around. */
import type { Columns } from './columns.js';
import type { Rows } from './rows.js';

/** Words are counted in 2 ** 15 cells by hash: collisions are rare in an article, and the array fits into the cache. */
const CELL_BITS = 15;
const CELL_SHIFT = 32 - CELL_BITS;
/** In how many rows of prose each word occurs, counted with repetitions; all zero between documents. */
const counts = new Int32Array(1 << CELL_BITS);

/** Adds the share of a row's words, stop words aside, that also occur in the prose of other rows. */
export function addTopic(columns: Columns, rows: Rows): void {
  const share = columns.add('topic-share');
  const { prose, count } = rows;
  for (let row = 0; row < count; row++) if (prose[row] > 0) countProse(rows, row, 1);
  for (let row = 0; row < count; row++) {
    if (prose[row] > 0) countProse(rows, row, -1);
    share[row] = shareAbove(counts, rows, row, 0);
    if (prose[row] > 0) countProse(rows, row, 1);
  }
  for (let row = 0; row < count; row++) if (prose[row] > 0) countProse(rows, row, -1);
}

function countProse({ hashes, from, to }: Rows, row: number, by: number): void {
  const end = to[row];
  for (let i = from[row]; i < end; i++) counts[hashes[i] >>> CELL_SHIFT] += by;
}

/** The share of a row's words, stop words aside, whose cell is above a limit; -1 if it has none. */
function shareAbove(cells: Int32Array, { hashes, stops, from, to }: Rows, row: number, limit: number): number {
  const end = to[row];
  let known = 0;
  let asked = 0;
  for (let i = from[row]; i < end; i++) {
    if (stops[i] === 1) continue;
    asked++;
    if (cells[hashes[i] >>> CELL_SHIFT] > limit) known++;
  }
  return asked === 0 ? -1 : known / asked;
}

/** How many landmarks above or below are compared. */
const NEAR = 3;

/**
 * The number of the last landmark with each word. Numbers go on from document to document, so that nothing needs to be
 * cleared between them: older landmarks are too far away.
 */
const marks = new Int32Array(1 << CELL_BITS);
let lastMark = 0;
/** Numbers beyond this begin again, long before they are too large. */
const MOST_MARKS = 2 ** 30;

/**
 * Adds the share of a row's words, stop words aside, that also occur in the nearest landmarks above, and below.
 * @param isLandmark 1 for landmarks, 0 for other rows
 */
export function addCohesion(columns: Columns, rows: Rows, name: string, isLandmark: Uint8Array): void {
  const above = columns.add(`${name}-above`);
  const below = columns.add(`${name}-below`);
  beginMarks();
  for (let row = 0; row < rows.count; row++) cohere(rows, row, isLandmark[row], above);
  beginMarks();
  for (let row = rows.count - 1; row >= 0; row--) cohere(rows, row, isLandmark[row], below);
}

function beginMarks(): void {
  lastMark += NEAR;
  if (lastMark < MOST_MARKS) return;
  marks.fill(0);
  lastMark = NEAR;
}

/** Looks up a row's words among those of the last landmarks, and adds them if it is a landmark itself. */
function cohere(rows: Rows, row: number, isLandmark: number, share: Float32Array): void {
  share[row] = shareAbove(marks, rows, row, lastMark - NEAR);
  if (isLandmark === 0) return;
  lastMark++;
  const { hashes, from, to } = rows;
  for (let i = from[row]; i < to[row]; i++) marks[hashes[i] >>> CELL_SHIFT] = lastMark;
}

/** A word belongs to a side if the probabilities of the rows that use it add up to more than this. */
const SAID = 0.5;
/** For each word how often content uses it, and how often furniture: sums of probabilities, all zero between documents. */
const sides = new Float64Array(2 << CELL_BITS);

/**
 * Adds how the rest of the document uses a row's words, stop words aside: the share that its content uses too, the share
 * that only its furniture uses, and how far the words lean towards content.
 * @param p the probability of each row being content
 */
export function addSides(columns: Columns, rows: Rows, p: Float32Array): void {
  const shares = { known: columns.add('p-topic'), foreign: columns.add('p-foreign'), leaning: columns.add('p-leaning') };
  const { hashes, count } = rows;
  for (let row = 0; row < count; row++) countWords(rows, row, p[row], 1);
  for (let row = 0; row < count; row++) {
    countWords(rows, row, p[row], -1);
    takeSides(rows, row, shares);
    countWords(rows, row, p[row], 1);
  }
  // Sums of fractions do not go back to zero.
  for (let i = 0; i < hashes.length; i++) {
    const cell = cellOf(hashes[i]);
    sides[cell] = 0;
    sides[cell + 1] = 0;
  }
}

type SideColumns = Readonly<Record<'known' | 'foreign' | 'leaning', Float32Array>>;

function takeSides({ hashes, stops, from, to }: Rows, row: number, { known, foreign, leaning }: SideColumns): void {
  let asked = 0;
  let shared = 0;
  let other = 0;
  let sum = 0;
  for (let i = from[row]; i < to[row]; i++) {
    if (stops[i] === 1) continue;
    const cell = cellOf(hashes[i]);
    const yes = sides[cell];
    const no = sides[cell + 1];
    asked++;
    if (yes > SAID) shared++;
    else if (no > SAID) other++;
    sum += (yes - no) / (yes + no + 1);
  }
  known[row] = asked === 0 ? -1 : shared / asked;
  foreign[row] = asked === 0 ? -1 : other / asked;
  leaning[row] = asked === 0 ? -1 : sum / asked;
}

function cellOf(hash: number): number {
  return (hash >>> CELL_SHIFT) << 1;
}

/** Adds a row's words to both sides, or removes them. */
function countWords({ hashes, from, to }: Rows, row: number, p: number, sign: 1 | -1): void {
  const end = to[row];
  for (let i = from[row]; i < end; i++) {
    const cell = cellOf(hashes[i]);
    sides[cell] += sign * p;
    sides[cell + 1] += sign * (1 - p);
  }
}
