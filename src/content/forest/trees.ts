/**
 * Boosted decision trees: the sum of many small trees over the values of a row and of the rows around it.
 *
 * A feature is a column, at a row some distance away. Training bins values into bytes (LightGBM: Ke et al. 2017), so the
 * nodes in the weights compare bytes. Here each byte is replaced by the value at its cut, and values are compared.
 */
import type { Columns } from '../features/columns.js';

/** A column that the trees use, with the cuts between its bytes, ascending. */
interface Binning {
  readonly name: string;
  readonly cuts: Float32Array;
}

/** Trained trees. Nodes are in preorder: a node's left child directly follows it. */
export interface Forest {
  readonly columns: readonly Binning[];
  /** The greatest distance of rows that the trees use. */
  readonly reach: number;
  /** After the `first` trees, rows whose log odds are at least `sure`, positive or negative, are finished. */
  readonly first: number;
  readonly sure: number;
  /** The first node of each tree. */
  readonly roots: Uint32Array;
  /** For each node the cell that it compares, relative to the first cell of its row; `LEAF` for leaves. */
  readonly cells: Int16Array;
  /** A byte up to this goes left. */
  readonly cuts: Uint8Array;
  /** The distance to the right child; for leaves the index of their value. */
  readonly right: Uint16Array;
  readonly values: Float32Array;
}

/** Marks a leaf. */
export const LEAF = -32768;

/** The nodes for comparing values: converting all cells to bytes would take longer than the trees. */
interface Nodes {
  /** For each node its column, and the distance of the row that it compares; -1 for leaves. */
  readonly columns: Int16Array;
  readonly distances: Int8Array;
  /** A value up to this goes left. */
  readonly limits: Float32Array;
}

const nodesByForest = new WeakMap<Forest, Nodes>();

function nodesOf(forest: Forest): Nodes {
  let nodes = nodesByForest.get(forest);
  if (nodes === undefined) {
    nodes = readNodes(forest);
    nodesByForest.set(forest, nodes);
  }
  return nodes;
}

function readNodes({ columns: binnings, cells, cuts }: Forest): Nodes {
  const columns = new Int16Array(cells.length).fill(-1);
  const distances = new Int8Array(cells.length);
  const limits = new Float32Array(cells.length);
  cells.forEach((cell, node) => {
    if (cell === LEAF) return;
    distances[node] = Math.floor(cell / binnings.length);
    columns[node] = cell - distances[node] * binnings.length;
    // Byte 0 marks rows beyond the ends of the document, and the last byte has no upper cut.
    limits[node] = cuts[node] === 0 ? Number.NEGATIVE_INFINITY : (binnings[columns[node]].cuts[cuts[node] - 1] ?? Number.POSITIVE_INFINITY);
  });
  return { columns, distances, limits };
}

/**
 * The probability of each row being content.
 * @param columns must contain all columns that the forest uses
 * @throws RangeError if a column is missing
 */
export function probabilities(forest: Forest, columns: Columns): Float32Array {
  const matrix = layOut(forest, columns);
  const starts = startsIn(forest, columns.rows + 2 * forest.reach);
  const sums = new Float64Array(columns.rows);
  const rows = new Int32Array(columns.rows);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  addTrees(forest, 0, forest.first, matrix, starts, rows, sums);
  const unsure = rows.filter((row) => Math.abs(sums[row]) < forest.sure);
  addTrees(forest, forest.first, forest.roots.length, matrix, starts, unsure, sums);
  const result = new Float32Array(columns.rows);
  for (let row = 0; row < result.length; row++) result[row] = 1 / (1 + Math.exp(-sums[row]));
  return result;
}

/** Adds the values of the trees `from` to `to` to the sums of the given rows. */
function addTrees(
  forest: Forest,
  from: number,
  to: number,
  matrix: Float32Array,
  starts: Int32Array,
  rows: Int32Array,
  sums: Float64Array,
): void {
  const { roots, right, values } = forest;
  const { limits } = nodesOf(forest);
  // Tree by tree, so that a tree's nodes and columns stay in the processor's cache.
  for (let tree = from; tree < Math.min(to, roots.length); tree++) {
    const root = roots[tree];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      let node = root;
      let start = starts[node];
      while (start >= 0) {
        node += matrix[start + row] > limits[node] ? right[node] : 1;
        start = starts[node];
      }
      sums[row] += values[right[node]];
    }
  }
}

/** The columns one after the other, padded with rows beyond the ends of the document, which go left at every node. */
function layOut({ columns: binnings, reach }: Forest, columns: Columns): Float32Array {
  const size = columns.rows + 2 * reach;
  const matrix = new Float32Array(binnings.length * size).fill(Number.NEGATIVE_INFINITY);
  binnings.forEach(({ name }, at) => {
    matrix.set(columns.named(name), at * size + reach);
  });
  return matrix;
}

/** For each node the index in the matrix of the value that it compares for the first row; -1 for leaves. */
function startsIn(forest: Forest, size: number): Int32Array {
  const { columns, distances } = nodesOf(forest);
  const starts = new Int32Array(columns.length);
  for (let node = 0; node < starts.length; node++)
    starts[node] = columns[node] < 0 ? -1 : columns[node] * size + forest.reach + distances[node];
  return starts;
}
