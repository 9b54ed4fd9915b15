/**
 * Boosted decision trees: a sum of small trees over the values of a row and of the rows around it.
 *
 * A feature is a column, asked of a row at some distance. Training cuts values into bytes (trees as LightGBM grows them:
 * Ke et al. 2017), and so its nodes speak of bytes; each stands for a value, and here values themselves are compared.
 */
import type { Columns } from '../features/columns.js';

/** A column that the trees ask, with the values between which its bytes tell apart, ascending. */
interface Binning {
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

/** The nodes of a forest for comparing values: making bytes of all cells takes longer than the trees do. */
interface Nodes {
  /** For each node its column, and how far from its own row it looks; for leaves -1. */
  readonly columns: Int16Array;
  readonly distances: Int8Array;
  /** Values of at most this go left. */
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
    // Byte 0 is that of rows beyond the document's ends, and no cut is above the last byte.
    limits[node] = cuts[node] === 0 ? Number.NEGATIVE_INFINITY : (binnings[columns[node]].cuts[cuts[node] - 1] ?? Number.POSITIVE_INFINITY);
  });
  return { columns, distances, limits };
}

/**
 * The probabilities that a forest gives to rows.
 * @param columns must hold all columns that the forest asks
 * @throws RangeError where a column is missing
 */
export function probabilities(forest: Forest, columns: Columns): Float32Array {
  const matrix = layOut(forest, columns);
  const starts = startsIn(forest, columns.rows + 2 * forest.reach);
  const sums = new Float64Array(columns.rows);
  const asked = new Int32Array(columns.rows);
  for (let row = 0; row < asked.length; row++) asked[row] = row;
  addTrees(forest, 0, forest.first, matrix, starts, asked, sums);
  const unsure = asked.filter((row) => Math.abs(sums[row]) < forest.sure);
  addTrees(forest, forest.first, forest.roots.length, matrix, starts, unsure, sums);
  const result = new Float32Array(columns.rows);
  for (let row = 0; row < result.length; row++) result[row] = 1 / (1 + Math.exp(-sums[row]));
  return result;
}

/** Adds what some of the trees say of some of the rows to their sums. */
function addTrees(
  forest: Forest,
  from: number,
  to: number,
  matrix: Float32Array,
  starts: Int32Array,
  asked: Int32Array,
  sums: Float64Array,
): void {
  const { roots, right, values } = forest;
  const { limits } = nodesOf(forest);
  // Tree after tree, so that the nodes of the one in hand and the columns that it asks stay in the processor's nearest cache.
  for (let tree = from; tree < Math.min(to, roots.length); tree++) {
    const root = roots[tree];
    for (let i = 0; i < asked.length; i++) {
      const row = asked[i];
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

/** The asked columns one after the other, with rows beyond the document's ends, which go left at every node. */
function layOut({ columns: binnings, reach }: Forest, columns: Columns): Float32Array {
  const size = columns.rows + 2 * reach;
  const matrix = new Float32Array(binnings.length * size).fill(Number.NEGATIVE_INFINITY);
  binnings.forEach(({ name }, at) => {
    matrix.set(columns.named(name), at * size + reach);
  });
  return matrix;
}

/** For each node where in the matrix the value stands that it asks of the first row; -1 for leaves. */
function startsIn(forest: Forest, size: number): Int32Array {
  const { columns, distances } = nodesOf(forest);
  const starts = new Int32Array(columns.length);
  for (let node = 0; node < starts.length; node++)
    starts[node] = columns[node] < 0 ? -1 : columns[node] * size + forest.reach + distances[node];
  return starts;
}
