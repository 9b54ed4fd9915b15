/** Containers: the elements around blocks, and the choice of those that contain the article. */
import { stepsOf } from '../../model/elementPath.js';
import type { Columns } from './columns.js';

/** An element, inferred from the blocks' paths: adjacent blocks whose paths begin alike share an element. */
export interface Container {
  /** Its index in `Containers.all`. */
  readonly number: number;
  readonly parent: Container | undefined;
  readonly depth: number;
  /** The number of its kind (`Containers.kinds`). Containers with equal paths are of one kind, even far apart. */
  readonly kind: number;
  /** The numbers of its first and last row. */
  readonly first: number;
  last: number;
}

/** The containers of a page. */
export interface Containers {
  /** The innermost container of each row. */
  readonly leaves: readonly Container[];
  /** Each after its parent. */
  readonly all: readonly Container[];
  /** The parent of each kind; kind 0 means no container and is its own parent. */
  readonly kinds: readonly number[];
}

/** The container `up` steps above, or the outermost if there are fewer steps. */
export function ancestor(leaf: Container, up: number): Container {
  let at = leaf;
  for (let i = 0; i < up && at.parent !== undefined; i++) at = at.parent;
  return at;
}

/**
 * Infers the containers of all rows. `main > p`, `main > ul > li`, `main > ul > li` gives one `main` with a `p` and a
 * `ul`, and one `li` with two rows.
 */
export function containersOf(paths: readonly string[]): Containers {
  const all: Container[] = [];
  const leaves: Container[] = [];
  const steps: string[] = [];
  const open: Container[] = [];
  const kinds = new ContainerKinds();
  paths.forEach((path, row) => {
    if (row === 0 || path !== paths[row - 1]) {
      const own = stepsOf(path);
      let depth = 0;
      while (depth < open.length && depth < own.length && steps[depth] === own[depth]) depth++;
      open.length = depth;
      for (; depth < own.length; depth++) {
        const parent = open.at(-1);
        const kind = kinds.numberOf(parent?.kind ?? 0, own[depth]);
        const container = { number: all.length, parent, depth, kind, first: row, last: row };
        steps[depth] = own[depth];
        open.push(container);
        all.push(container);
      }
    }
    for (const container of open) container.last = row;
    leaves.push(open[open.length - 1]);
  });
  return { leaves, all, kinds: kinds.above };
}

/** Numbers kinds of containers by their parent kind and their own step of the path. */
class ContainerKinds {
  readonly above: number[] = [0];
  private readonly inside: Map<string, number>[] = [];

  numberOf(above: number, step: string): number {
    // A block without a path is in no container.
    if (step === '') return above;
    this.inside[above] ??= new Map();
    let number = this.inside[above].get(step);
    if (number === undefined) {
      number = this.above.push(above) - 1;
      this.inside[above].set(step, number);
    }
    return number;
  }
}

/** The sum of the rows' values in each container. */
export function sumsIn({ leaves, all }: Containers, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(all.length);
  leaves.forEach((leaf, row) => {
    for (let at: Container | undefined = leaf; at !== undefined; at = at.parent) sums[at.number] += values[row];
  });
  return sums;
}

/** The deepest container whose sum is at least `least`. @param sums of each container (`sumsIn`) */
export function deepestWith(all: readonly Container[], sums: Float64Array, least: number): Container | undefined {
  let best: Container | undefined;
  for (const one of all) {
    const sum = sums[one.number];
    if (sum >= least && sum > 0 && (best === undefined || one.depth > best.depth)) best = one;
  }
  return best;
}

/** Adds each row's position relative to a container: steps to their common ancestor, rows from its start and to its end. */
export function addChosen(columns: Columns, name: string, { leaves, all }: Containers, chosen: Container | undefined): void {
  const up = columns.add(`${name}-up`);
  const down = columns.add(`${name}-down`);
  const start = columns.add(`${name}-start`);
  const end = columns.add(`${name}-end`);
  if (chosen === undefined) {
    for (const column of [up, down, start, end]) column.fill(-99);
    return;
  }
  // For each container the depth of its lowest common ancestor with the chosen one.
  const met = new Int32Array(all.length).fill(-1);
  for (let at: Container | undefined = chosen; at !== undefined; at = at.parent) met[at.number] = at.depth;
  for (const { number, parent } of all) if (met[number] < 0) met[number] = parent === undefined ? 0 : met[parent.number];
  leaves.forEach(({ number, depth }, row) => {
    up[row] = chosen.depth - met[number];
    down[row] = depth - met[number];
    start[row] = row - chosen.first;
    end[row] = chosen.last - row;
  });
}
