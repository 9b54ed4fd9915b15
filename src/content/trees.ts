/**
 * Boosted decision trees: a sum of small trees over the bytes of a row and of the rows around it.
 *
 * A feature is a column, asked of a row at some distance: the matrix holds each column once, and a node says how many
 * cells away from its row's own it looks (trees as LightGBM grows them: Ke et al. 2017).
 */
import type { Columns } from './columns.js';

/** A column that the trees ask, with the values between which its bytes tell apart, ascending. */
export interface Binning {
  readonly name: string;
  readonly cuts: Float32Array;
}

/** Trained trees. Nodes stand in preorder: a node's left child comes right behind it. */
export interface Forest {
  readonly columns: readonly Binning[];
  /** How many rows above or below the trees look at most. */
  readonly reach: number;
  /** Rows whose odds lie beyond this, one way or the other, when so many trees have been asked are asked no more. */
  readonly first: number;
  readonly sure: number;
  /** The first node of each tree. */
  readonly roots: Uint32Array;
  /** For each node which cell it looks at, counted from the first cell of its row; `LEAF` for leaves. */
  readonly cells: Int16Array;
  /** Cells of at most this byte go left. */
  readonly cuts: Uint8Array;
  /** How far behind a node its right child stands; for leaves the number of their value. */
  readonly right: Uint16Array;
  readonly values: Float32Array;
}

/** Marks a leaf. */
export const LEAF = -32768;

/**
 * The probabilities that a forest gives to rows.
 * @param columns must hold all columns that the forest asks
 * @throws RangeError where a column is missing
 */
export function probabilities(forest: Forest, columns: Columns): Float32Array {
  const matrix = toBytes(forest, columns);
  const sums = new Float64Array(columns.rows);
  const asked = Int32Array.from(sums, (_, row) => row);
  addTrees(forest, 0, forest.first, matrix, asked, sums);
  const unsure = asked.filter((row) => Math.abs(sums[row]) < forest.sure);
  addTrees(forest, forest.first, forest.roots.length, matrix, unsure, sums);
  return Float32Array.from(sums, (sum) => 1 / (1 + Math.exp(-sum)));
}

/** Adds what some of the trees say of some of the rows to their sums. */
function addTrees(forest: Forest, from: number, to: number, matrix: Uint8Array, asked: Int32Array, sums: Float64Array): void {
  const { roots, cells, cuts, right, values, reach } = forest;
  const width = forest.columns.length;
  // Tree after tree, so that the nodes of the one in hand stay in the processor's nearest cache.
  for (let tree = from; tree < Math.min(to, roots.length); tree++) {
    const root = roots[tree];
    for (let i = 0; i < asked.length; i++) {
      const row = asked[i];
      const base = (reach + row) * width;
      let node = root;
      let cell = cells[node];
      while (cell !== LEAF) {
        node += matrix[base + cell] <= cuts[node] ? 1 : right[node];
        cell = cells[node];
      }
      sums[row] += values[right[node]];
    }
  }
}

/** The asked columns as bytes, row after row; 0 stands for rows beyond the document's ends. */
function toBytes(forest: Forest, columns: Columns): Uint8Array {
  const width = forest.columns.length;
  const matrix = new Uint8Array((columns.rows + 2 * forest.reach) * width);
  forest.columns.forEach(({ name, cuts }, at) => {
    const values = columns.values[columns.names.indexOf(name)];
    if (values === undefined) throw new RangeError(`the content model asks for a column that is not computed: ${name}`);
    let cell = forest.reach * width + at;
    let last = Number.NaN;
    let byte = 0;
    for (let row = 0; row < values.length; row++, cell += width) {
      // Neighbours often have the same value.
      if (values[row] !== last) {
        last = values[row];
        byte = 1 + countBelow(cuts, last);
      }
      matrix[cell] = byte;
    }
  });
  return matrix;
}

/** How many of the ascending cuts are below a value. */
function countBelow(cuts: Float32Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
