/** Containers: the elements around blocks, and the choice of those that hold the article. */
import type { Columns } from './columns.js';

/** An element as the order of blocks tells it: neighbouring blocks whose paths begin alike stand in one element. */
export interface Container {
  readonly parent: Container | undefined;
  readonly depth: number;
  readonly first: number;
  last: number;
  rows: number;
  words: number;
  prose: number;
  linked: number;
  score: number;
  mass: number;
  /** Mass of the rows that stand right in it, or in a child that holds nothing else. */
  own: number;
}

/** The containers of a page. */
export interface Containers {
  /** For each row the innermost one. */
  readonly leaves: readonly Container[];
  /** Each behind the one that it stands in. */
  readonly all: readonly Container[];
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
  const open: { step: string; container: Container }[] = [];
  paths.forEach((path, row) => {
    const steps = path.split(' > ');
    let depth = 0;
    while (depth < open.length && depth < steps.length && open[depth].step === steps[depth]) depth++;
    open.length = depth;
    for (; depth < steps.length; depth++) {
      const parent = open.at(-1)?.container;
      const container = { parent, depth, first: row, last: row, rows: 0, words: 0, prose: 0, linked: 0, score: 0, mass: 0, own: 0 };
      open.push({ step: steps[depth], container });
      all.push(container);
    }
    leaves.push((open.at(-1) as { container: Container }).container);
  });
  return { leaves, all };
}

/** The deepest container that holds so much mass. */
export function deepestWith(all: readonly Container[], mass: number): Container | undefined {
  let best: Container | undefined;
  for (const one of all) if (one.mass >= mass && one.mass > 0 && (best === undefined || one.depth > best.depth)) best = one;
  return best;
}

/** Adds where rows stand to a chosen container: inside or beside, how far up the two meet, how far from its ends. */
export function addChosen(columns: Columns, name: string, leaves: readonly Container[], chosen: Container | undefined): void {
  const up = columns.add(`${name}-up`);
  const down = columns.add(`${name}-down`);
  const start = columns.add(`${name}-start`);
  const end = columns.add(`${name}-end`);
  if (chosen === undefined) {
    for (const column of [up, down, start, end]) column.fill(-99);
    return;
  }
  const chain = new Set<Container>();
  for (let at: Container | undefined = chosen; at !== undefined; at = at.parent) chain.add(at);
  leaves.forEach((leaf, row) => {
    let met: Container = leaf;
    while (!chain.has(met) && met.parent !== undefined) met = met.parent;
    up[row] = chosen.depth - met.depth;
    down[row] = leaf.depth - met.depth;
    start[row] = row - chosen.first;
    end[row] = chosen.last - row;
  });
}
