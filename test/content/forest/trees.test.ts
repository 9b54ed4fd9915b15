/** Walking trees: what small trees say, and that any forest says the same as trees that are asked one by one. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CellMemory, Columns, REACH } from '../../../src/content/features/columns.js';
import { type Forest, innerNode, leafNode, probabilities } from '../../../src/content/forest/trees.js';

/** A leaf is its value. A row whose value in a column, `distance` rows below, is up to the limit goes left. */
type Tree =
  | number
  | { readonly column: number; readonly distance: number; readonly limit: number; readonly left: Tree; readonly right: Tree };

function forestOf(columns: readonly string[], trees: readonly Tree[], first: number, sure: number): Forest {
  const nodes: number[] = [];
  const limits: number[] = [];
  const roots = trees.map((tree) => {
    const root = nodes.push(0) - 1;
    const places: [Tree, number][] = [[tree, root]];
    for (const [own, node] of places) {
      if (typeof own === 'number') {
        nodes[node] = leafNode(node);
        limits[node] = own;
        continue;
      }
      const left = nodes.push(0, 0) - 2;
      nodes[node] = innerNode(own.column, own.distance, left);
      limits[node] = own.limit;
      places.push([own.left, left], [own.right, left + 1]);
    }
    return root;
  });
  return { columns, first, sure, roots: Uint32Array.from(roots), nodes: Int32Array.from(nodes), limits: Float32Array.from(limits) };
}

function columnsOf(rows: number, values: Readonly<Record<string, readonly number[]>>, memory?: CellMemory): Columns {
  const columns = new Columns(rows, memory);
  for (const [name, column] of Object.entries(values)) columns.add(name).set(column);
  return columns;
}

describe('trees', () => {
  // −2 if the row above has at most 0.5 in `a`, or if there is none; else 1 or 3 by `b` of the row itself.
  const tree: Tree = {
    column: 0,
    distance: -1,
    limit: 0.5,
    left: -2,
    right: { column: 1, distance: 0, limit: 20, left: 1, right: 3 },
  };
  const once = forestOf(['a', 'b'], [tree], 1, 9);
  const twice = forestOf(['a', 'b'], [tree, tree], 1, 1.5);
  const logOdds = (forest: Forest, values: Record<string, number[]>) =>
    Array.from(probabilities(forest, columnsOf(3, values)), (p) => Math.log(p / (1 - p)));

  test.each([
    ['the first row has none above, which counts as below all values', 0, -2],
    ['a row at the limit is scored by itself if the one above is above its limit', 1, 1],
    ['so is a row above the limit', 2, 3],
  ])('ask rows around a row: %s', (_, row, odds) => {
    expect(logOdds(once, { a: [1, 1, 0], b: [99, 20, 21], other: [0, 0, 0] })[row]).toBeCloseTo(odds, 4);
  });

  test.each([
    ['not asked if the first one is sure of furniture', 0, -2],
    ['asked if the first one is not sure', 1, 2],
    ['not asked if the first one is sure of the article', 2, 3],
  ])('of which a second one is %s', (_, row, odds) => {
    expect(logOdds(twice, { a: [1, 1, 0], b: [99, 20, 21] })[row]).toBeCloseTo(odds, 4);
  });

  test.each([
    ['missing', { a: [0, 0, 0] }],
    ['at another place', { a: [0, 0, 0], c: [0, 0, 0], b: [0, 0, 0] }],
  ])('name a column that is %s', (_, values) => {
    expect(() => probabilities(once, columnsOf(3, values))).toThrow(/expects the column b/u);
  });
});

/** What the trees say of one row, asked one by one. */
function oneByOne(trees: readonly Tree[], first: number, sure: number, columns: readonly (readonly number[])[], row: number): number {
  const ask = (tree: Tree): number => {
    if (typeof tree === 'number') return tree;
    const value = columns[tree.column][row + tree.distance] ?? Number.NEGATIVE_INFINITY;
    return ask(value > tree.limit ? tree.right : tree.left);
  };
  let odds = 0;
  for (const [i, tree] of trees.entries()) {
    if (i === first && Math.abs(odds) >= sure) break;
    odds += ask(tree);
  }
  return Math.fround(1 / (1 + Math.exp(-odds)));
}

const NAMES = ['a', 'b', 'c'];
// Few different values, so that they often are at a limit.
const value = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(-0, 0.5, 1e30, Number.POSITIVE_INFINITY));
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(-1.5, -0.25, 0, 0.5, 2),
    fc.record({
      column: fc.nat(NAMES.length - 1),
      distance: fc.integer({ min: -REACH, max: REACH }),
      limit: fc.oneof(value, fc.constant(Number.NEGATIVE_INFINITY)),
      left: tie('tree'),
      right: tie('tree'),
    }),
  ),
}));

test('a forest says of each row what its trees say one by one, in documents of any length, with and without a memory', () => {
  const memory = new CellMemory();
  const documents = fc
    .oneof(fc.nat(12), fc.constantFrom(255, 256, 257, 263, 265, 520))
    .chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.array(fc.array(value, { minLength: rows, maxLength: rows }), { minLength: NAMES.length, maxLength: NAMES.length }),
      ),
    );
  fc.assert(
    fc.property(
      documents,
      fc.array(tree, { minLength: 1, maxLength: 5 }),
      fc.nat(5),
      fc.constantFrom(0, 1, 2.5, 99),
      ([rows, columns], trees, first, sure) => {
        const forest = forestOf(NAMES, trees, first, sure);
        const values = Object.fromEntries(NAMES.map((name, i) => [name, columns[i]]));
        const expected = Array.from({ length: rows }, (_, row) => oneByOne(trees, first, sure, columns, row));
        expect(Array.from(probabilities(forest, columnsOf(rows, values)))).toEqual(expected);
        expect(Array.from(probabilities(forest, columnsOf(rows, values, memory)))).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
});
