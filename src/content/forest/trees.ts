/**
 * Boosted decision trees: the sum of many small trees over the values of a row and of the rows around it.
 *
 * A feature is a column, at a row some distance away. Most of the time goes into walking from node to node, where no
 * processor can guess the side that comes next. So the step is arithmetic without a branch, and four rows walk at once:
 * while one waits for a value, the others go on. That takes half the time of one row after the other.
 */
import type { Columns } from '../features/columns.js';

/**
 * Trained trees. All arrays are views of the weights file, which is written in the form in which trees are walked
 * (`training/train.py`), so that loading costs nothing.
 */
export interface Forest {
  /** The names of the columns that the trees use. */
  readonly columns: readonly string[];
  /** After the `first` trees, rows whose log odds are at least `sure`, positive or negative, are finished. */
  readonly first: number;
  readonly sure: number;
  /** The first node of each tree. */
  readonly roots: Uint32Array;
  /**
   * A node as three numbers: its left child in the upper 15 bits, whether it is a leaf in the next one, and in the lower 16
   * bits the cell that it compares (`cells`). The right child directly follows the left one. A leaf is its own left child
   * and compares a cell that is never greater, so that a row that has arrived stays.
   */
  readonly nodes: Int32Array;
  /** A value up to this goes left; for leaves what they add to the log odds. */
  readonly limits: Float32Array;
}

/** Rows are judged in blocks of this many, so that a cell's index does not depend on the document. */
const BLOCK = 256;
/** The greatest distance of rows that trees use. */
export const REACH = 8;
const STRIDE = BLOCK + 2 * REACH;
const CHILD_SHIFT = 17;
const LEAF = 1 << 16;

/** How many rows walk at once. With more of them the processor runs out of registers. */
const ABREAST = 4;

/**
 * The values of a block's rows, column after column, with rows beyond both ends. The first column stays at -Infinity for
 * leaves, as do cells beyond the ends of the document: they go left at every node. Reused by all documents.
 */
const cells = new Float32Array(1 << 16).fill(Number.NEGATIVE_INFINITY);
/** The rows of the block that are walking, and the log odds of each. Rows are padded to a multiple of `ABREAST`. */
const walking = new Int32Array(BLOCK + ABREAST);
const sums = new Float64Array(BLOCK + ABREAST);

/** The node of a forest that compares a column with the row `distance` below. @param left the number of its left child */
export function innerNode(column: number, distance: number, left: number): number {
  return (left << CHILD_SHIFT) | ((column + 1) * STRIDE + REACH + distance);
}

/** @param node its own number */
export function leafNode(node: number): number {
  return (node << CHILD_SHIFT) | LEAF | REACH;
}

/**
 * The probability of each row being content.
 * @param columns must contain all columns that the forest uses
 * @throws RangeError if a column is missing
 */
export function probabilities(forest: Forest, columns: Columns): Float32Array {
  const { first, sure, roots } = forest;
  const values = forest.columns.map((name) => columns.named(name));
  const result = new Float32Array(columns.rows);
  for (let from = 0; from < columns.rows; from += BLOCK) {
    const count = Math.min(BLOCK, columns.rows - from);
    for (let at = 0; at < values.length; at++) layOut(values[at], columns.rows, from, (at + 1) * STRIDE);
    for (let row = 0; row < count; row++) walking[row] = row;
    sums.fill(0);
    addTrees(forest, 0, Math.min(first, roots.length), count);
    const odds = sums.slice(0, count);
    let unsure = 0;
    for (let row = 0; row < count; row++) {
      if (Math.abs(odds[row]) >= sure) continue;
      walking[unsure] = row;
      sums[unsure++] = odds[row];
    }
    addTrees(forest, first, roots.length, unsure);
    for (let i = 0; i < unsure; i++) odds[walking[i]] = sums[i];
    for (let row = 0; row < count; row++) result[from + row] = 1 / (1 + Math.exp(-odds[row]));
  }
  return result;
}

/** Copies the rows of a block, which begins at row `from`, and those around it to the cells from `at`. */
function layOut(column: Float32Array, rows: number, from: number, at: number): void {
  const above = Math.max(0, REACH - from);
  const size = Math.min(STRIDE, rows - from + REACH);
  const shift = from - REACH - at;
  cells.fill(Number.NEGATIVE_INFINITY, at, at + above);
  for (let to = at + above; to < at + size; to++) cells[to] = column[to + shift];
  cells.fill(Number.NEGATIVE_INFINITY, at + size, Math.min(at + STRIDE, at + size + REACH));
}

/** Adds the values of the trees `from` to `to` to the sums of the first `count` walking rows. */
function addTrees({ roots, nodes, limits }: Forest, from: number, to: number, count: number): void {
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
