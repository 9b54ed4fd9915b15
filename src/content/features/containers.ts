/** Containers: the elements around blocks, and the choice of those that hold the article. */
import { stepsOf } from '../../model/elementPath.js';
import type { Columns } from './columns.js';

/** An element as the order of blocks tells it: neighbouring blocks whose paths begin alike stand in one element. */
export interface Container {
  /** Its place in `Containers.all`. */
  readonly number: number;
  readonly parent: Container | undefined;
  readonly depth: number;
  /** The number of its kind: containers with the same path are of one kind, wherever they stand (`Containers.kinds`). */
  readonly kind: number;
  /** The first and the last of its rows. */
  readonly first: number;
  last: number;
}

/** The containers of a page. */
export interface Containers {
  /** For each row the innermost one. */
  readonly leaves: readonly Container[];
  /** Each behind the one that it stands in. */
  readonly all: readonly Container[];
  /** For each kind the one that it stands in; 0 is the kind of what stands in nothing, and stands in itself. */
  readonly kinds: readonly number[];
}

/** The container so many steps above; the outermost where there are not so many. */
export function ancestor(leaf: Container, up: number): Container {
  let at = leaf;
  for (let i = 0; i < up && at.parent !== undefined; i++) at = at.parent;
  return at;
}

/** The containers of all rows; each comes behind the one that it stands in. */
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

/** ContainerKinds of containers by number, found by the one that they stand in and by their own step. */
class ContainerKinds {
  readonly above: number[] = [0];
  private readonly inside: Map<string, number>[] = [];

  numberOf(above: number, step: string): number {
    // A block without a path stands in nothing.
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

/** For each container the sum of its rows' values. */
export function sumsIn({ leaves, all }: Containers, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(all.length);
  leaves.forEach((leaf, row) => {
    for (let at: Container | undefined = leaf; at !== undefined; at = at.parent) sums[at.number] += values[row];
  });
  return sums;
}

/** The deepest container of at least some sum. @param sums for each container its own (`sumsIn`) */
export function deepestWith(all: readonly Container[], sums: Float64Array, least: number): Container | undefined {
  let best: Container | undefined;
  for (const one of all) {
    const sum = sums[one.number];
    if (sum >= least && sum > 0 && (best === undefined || one.depth > best.depth)) best = one;
  }
  return best;
}

/** Adds where rows stand to a chosen container: inside or beside, how far up the two meet, how far from its ends. */
export function addChosen(columns: Columns, name: string, { leaves, all }: Containers, chosen: Container | undefined): void {
  const up = columns.add(`${name}-up`);
  const down = columns.add(`${name}-down`);
  const start = columns.add(`${name}-start`);
  const end = columns.add(`${name}-end`);
  if (chosen === undefined) {
    for (const column of [up, down, start, end]) column.fill(-99);
    return;
  }
  // For each container the depth of the innermost one that holds it and the chosen one.
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
