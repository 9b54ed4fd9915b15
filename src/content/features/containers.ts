/** Containers: the elements around blocks, and the choice of those that contain the article. */
import type { Columns } from './columns.js';
import type { Elements } from './elements.js';

/**
 * The containers of a page: elements, inferred from the blocks' paths, since adjacent blocks whose paths begin alike share
 * an element. Arrays have an entry a container, each after its parent, but for `leaves`.
 */
export interface Containers {
  readonly count: number;
  /** The innermost container of each row. */
  readonly leaves: Int32Array;
  /** The container around each; -1 around the outermost. */
  readonly parents: Int32Array;
  /** The containers around each. */
  readonly depths: Int32Array;
  /** Its number in `Elements`. Containers with equal paths are of one kind, even far apart. */
  readonly kinds: Int32Array;
  /** The first and the last row of each. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
}

/** The container `up` steps above, or the outermost if there are fewer steps. */
export function ancestor(parents: Int32Array, leaf: number, up: number): number {
  let at = leaf;
  for (let i = 0; i < up && parents[at] >= 0; i++) at = parents[at];
  return at;
}

/**
 * Infers the containers of all rows. `main > p`, `main > ul > li`, `main > ul > li` gives one `main` with a `p` and a
 * `ul`, and one `li` with two rows.
 * @param numbers the index of each row's path
 */
export function containersOf(elements: Elements, numbers: Int32Array): Containers {
  const { chains, from } = elements;
  // How many of the containers around the row before a row are around that row too.
  const shared = new Int32Array(numbers.length);
  let count = 0;
  for (let row = 0; row < numbers.length; row++) {
    shared[row] = row === 0 ? 0 : sharedOf(elements, numbers[row], numbers[row - 1]);
    count += depthOf(elements, numbers[row]) - shared[row];
  }
  const [parents, depths, kinds, firsts, lasts] = Array.from({ length: 5 }, () => new Int32Array(count));
  const leaves = new Int32Array(numbers.length);
  const open: number[] = [];
  count = 0;
  for (let row = 0; row < numbers.length; row++) {
    while (open.length > shared[row]) lasts[open.pop() as number] = row - 1;
    for (let at = from[numbers[row]] + open.length; at < from[numbers[row] + 1]; at++) {
      parents[count] = open.at(-1) ?? -1;
      depths[count] = open.length;
      kinds[count] = chains[at];
      firsts[count] = row;
      open.push(count++);
    }
    leaves[row] = open[open.length - 1];
  }
  for (const container of open) lasts[container] = numbers.length - 1;
  return { count, leaves, parents, depths, kinds, firsts, lasts };
}

/** The number of elements on a path. */
function depthOf({ from }: Elements, path: number): number {
  return from[path + 1] - from[path];
}

/** How many elements two paths have in common, from the outermost on. */
function sharedOf(elements: Elements, path: number, other: number): number {
  if (path === other) return depthOf(elements, path);
  const { chains, from } = elements;
  const most = Math.min(depthOf(elements, path), depthOf(elements, other));
  let shared = 0;
  while (shared < most && chains[from[path] + shared] === chains[from[other] + shared]) shared++;
  return shared;
}

/**
 * The sums of the rows' values in each container.
 * @param values `width` values a row, side by side
 * @returns `width` sums a container, side by side
 */
export function sumsIn({ leaves, parents, count }: Containers, values: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(count * width);
  for (let row = 0; row < leaves.length; row++) {
    // Row by row into all that are around it: sums of sums would be rounded differently.
    for (let at = leaves[row]; at >= 0; at = parents[at]) {
      for (let i = 0; i < width; i++) sums[at * width + i] += values[row * width + i];
    }
  }
  return sums;
}

/** The deepest container whose sum is at least `least`; -1 if there is none. @param sums of each container (`sumsIn`) */
export function deepestWith({ depths, count }: Containers, sums: Float64Array, least: number): number {
  let best = -1;
  for (let i = 0; i < count; i++) if (sums[i] >= least && sums[i] > 0 && (best < 0 || depths[i] > depths[best])) best = i;
  return best;
}

/** Adds each row's position relative to a container: steps to their common ancestor, rows from its start and to its end. */
export function addChosen(columns: Columns, name: string, containers: Containers, chosen: number): void {
  const { leaves, parents, depths, firsts, lasts, count } = containers;
  const up = columns.add(`${name}-up`);
  const down = columns.add(`${name}-down`);
  const start = columns.add(`${name}-start`);
  const end = columns.add(`${name}-end`);
  if (chosen < 0) {
    for (const column of [up, down, start, end]) column.fill(-99);
    return;
  }
  // For each container the depth of its lowest common ancestor with the chosen one.
  const met = new Int32Array(count).fill(-1);
  for (let at = chosen; at >= 0; at = parents[at]) met[at] = depths[at];
  for (let i = 0; i < count; i++) if (met[i] < 0) met[i] = parents[i] < 0 ? 0 : met[parents[i]];
  const depth = depths[chosen];
  const first = firsts[chosen];
  const last = lasts[chosen];
  for (let row = 0; row < leaves.length; row++) {
    const leaf = leaves[row];
    const common = met[leaf];
    up[row] = depth - common;
    down[row] = depths[leaf] - common;
    start[row] = row - first;
    end[row] = last - row;
  }
}
