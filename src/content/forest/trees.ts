/**
 * Boosted decision trees: the sum of many small trees over the values of a row and of the rows around it.
 *
 * A feature is a column, at a row some distance away. Most of the time goes into walking from node to node, where no
 * processor can guess the side that comes next. So the step is arithmetic without a branch, and four rows walk at once:
 * while one waits for a value, the others go on. That takes half the time of one row after the other.
 */
import { BLOCK, CellMemory, type Columns, cellOf, REACH } from '../features/columns.js';

/**
 * Trained trees. All arrays are views of the weights file, which is written in the form in which trees are walked
 * (`training/train.py`), so that loading costs nothing.
 */
export interface Forest {
  /** The names of all columns that there must be, in their order; those that the trees use are among them. */
  readonly columns: readonly string[];
  /** After the `first` trees, rows whose log odds are at least `sure`, positive or negative, are finished. */
  readonly first: number;
  readonly sure: number;
  /** The first node of each tree. */
  readonly roots: Uint32Array;
  /**
   * A node as three numbers: its left child in the upper 15 bits, whether it is a leaf in the next one, and in the lower 16
   * bits the cell that it compares, for row 0. The right child directly follows the left one. A leaf is its own left child
   * and compares a cell that is never greater, so that a row that has arrived stays.
   */
  readonly nodes: Int32Array;
  /** A value up to this goes left; for leaves what they add to the log odds. */
  readonly limits: Float32Array;
}

const CHILD_SHIFT = 17;
const LEAF = 1 << 16;

/** How many rows walk at once. With more of them the processor runs out of registers. */
const ABREAST = 4;

/** The rows of the block that are walking, and the log odds of each. Rows are padded to a multiple of `ABREAST`. */
const walking = new Int32Array(BLOCK + ABREAST);
const sums = new Float64Array(BLOCK + ABREAST);
/** Where columns are copied to if trees cannot walk them in place. */
let spare: CellMemory | undefined;

/** The node of a forest that compares a column with the row `distance` below. @param left the number of its left child */
export function innerNode(column: number, distance: number, left: number): number {
  return (left << CHILD_SHIFT) | cellOf(column, distance);
}

/** @param node its own number */
export function leafNode(node: number): number {
  return (node << CHILD_SHIFT) | LEAF | cellOf(-1, 0);
}

/**
 * The probability of each row being content.
 * @throws RangeError if the columns are not those that the forest was trained on
 */
export function probabilities(forest: Forest, columns: Columns): Float32Array {
  expectColumns(forest, columns);
  const result = new Float32Array(columns.rows);
  if (columns.cells !== undefined) {
    for (let i = 0; i < forest.columns.length; i++) closeEnds(columns.cells, i, columns.rows);
    judge(forest, columns.cells, result);
    return result;
  }
  spare ??= new CellMemory();
  const { cells } = spare;
  for (let from = 0; from < columns.rows; from += BLOCK) {
    for (let i = 0; i < forest.columns.length; i++) layOut(columns, i, from, cells);
    judge(forest, cells, result.subarray(from, from + BLOCK));
  }
  return result;
}

function expectColumns({ columns: expected }: Forest, { names }: Columns): void {
  for (let i = 0; i < expected.length; i++) {
    if (names[i] !== expected[i]) throw new RangeError(`the content model expects the column ${expected[i]}, not ${names[i]}`);
  }
}

/** Rows beyond the ends of a document go left at every node. */
function closeEnds(cells: Float32Array, column: number, rows: number): void {
  const above = cellOf(column, -REACH);
  const below = cellOf(column, rows);
  for (let i = 0; i < REACH; i++) {
    cells[above + i] = Number.NEGATIVE_INFINITY;
    cells[below + i] = Number.NEGATIVE_INFINITY;
  }
}

/** Copies a column's rows from row `from` on, and those around them, to a block of cells. */
function layOut({ values, rows }: Columns, column: number, from: number, cells: Float32Array): void {
  closeEnds(cells, column, Math.min(BLOCK, rows - from));
  const source = values[column];
  const at = cellOf(column, 0) - from;
  const last = Math.min(rows, from + BLOCK + REACH);
  for (let row = Math.max(0, from - REACH); row < last; row++) cells[at + row] = source[row];
}

/** Judges the rows of a block. @param result receives a probability for each */
function judge(forest: Forest, cells: Float32Array, result: Float32Array): void {
  const { first, sure, roots } = forest;
  for (let row = 0; row < result.length; row++) walking[row] = row;
  sums.fill(0);
  addTrees(forest, 0, Math.min(first, roots.length), cells, result.length);
  let unsure = 0;
  for (let row = 0; row < result.length; row++) {
    const odds = sums[row];
    result[row] = probabilityOf(odds);
    if (Math.abs(odds) >= sure) continue;
    walking[unsure] = row;
    sums[unsure++] = odds;
  }
  addTrees(forest, first, roots.length, cells, unsure);
  for (let i = 0; i < unsure; i++) result[walking[i]] = probabilityOf(sums[i]);
}

function probabilityOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** Adds the values of the trees `from` to `to` to the sums of the first `count` walking rows. @param cells the block's */
function addTrees({ roots, nodes, limits }: Forest, from: number, to: number, cells: Float32Array, count: number): void {
  for (let i = count; i < count + ABREAST; i++) walking[i] = 0;
  // Tree by tree, so that a tree's nodes and columns stay in the processor's cache.
  for (let tree = from; tree < to; tree++) {
    const root = roots[tree];
    for (let i = 0; i < count; i += ABREAST) {
      const rowA = walking[i];
      const rowB = walking[i + 1];
      const rowC = walking[i + 2];
      const rowD = walking[i + 3];
      let a = root;
      let b = root;
      let c = root;
      let d = root;
      let nodeA = nodes[root];
      let nodeB = nodeA;
      let nodeC = nodeA;
      let nodeD = nodeA;
      // A comparison as a number compiles to an addition. Written as a condition it would be a branch again.
      while ((nodeA & nodeB & nodeC & nodeD & LEAF) === 0) {
        a = ((nodeA >>> CHILD_SHIFT) + (Number(cells[((nodeA & 0xffff) + rowA) | 0] > limits[a]) | 0)) | 0;
        b = ((nodeB >>> CHILD_SHIFT) + (Number(cells[((nodeB & 0xffff) + rowB) | 0] > limits[b]) | 0)) | 0;
        c = ((nodeC >>> CHILD_SHIFT) + (Number(cells[((nodeC & 0xffff) + rowC) | 0] > limits[c]) | 0)) | 0;
        d = ((nodeD >>> CHILD_SHIFT) + (Number(cells[((nodeD & 0xffff) + rowD) | 0] > limits[d]) | 0)) | 0;
        nodeA = nodes[a];
        nodeB = nodes[b];
        nodeC = nodes[c];
        nodeD = nodes[d];
      }
      sums[i] += limits[a];
      sums[i + 1] += limits[b];
      sums[i + 2] += limits[c];
      sums[i + 3] += limits[d];
    }
  }
}
