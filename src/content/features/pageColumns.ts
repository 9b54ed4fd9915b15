/** Columns of blocks of pages: links, tags, names of elements, and containers. */
import type { BlockKind, Document } from '../../model/document.js';
import type { Columns } from './columns.js';
import { addChosen, ancestor, type Containers, deepestWith, sumsIn } from './containers.js';
import type { Elements } from './elements.js';
import { addStretch } from './landmarkColumns.js';
import type { WeightTable } from './linear.js';
import { pathScores } from './pathKeys.js';
import type { Rows } from './rows.js';
import { TAGS } from './steps.js';

const KINDS: readonly BlockKind[] = ['paragraph', 'heading', 'item', 'quote', 'cell', 'code', 'caption', 'control'];

export function addMarkup(columns: Columns, document: Document, rows: Rows, wordScore: Float32Array, table: WeightTable): void {
  const kind = columns.add('kind');
  const level = columns.add('level');
  const links = columns.add('links');
  const depth = columns.add('depth');
  const pathScore = columns.add('path-score');
  const body = columns.add('itemprop-body');
  addTags(columns, rows);
  const sinceHeading = columns.add('since-heading');
  const headingScore = columns.add('heading-score');
  const { from } = rows.elements;
  const scores = pathScores(rows.elements, table);
  const bodies = bodiesOf(rows.elements);
  let heading = -1;
  for (let row = 0; row < rows.count; row++) {
    const block = document.blocks[rows.blocks[row]];
    const path = rows.pathNumbers[row];
    kind[row] = KINDS.indexOf(block.kind);
    level[row] = block.level ?? 0;
    links[row] = block.linkDensity ?? 0;
    depth[row] = from[path + 1] - from[path];
    pathScore[row] = scores[path];
    body[row] = bodies[path];
    sinceHeading[row] = heading < 0 ? -1 : row - heading;
    headingScore[row] = heading < 0 ? 0 : wordScore[heading];
    if (block.kind === 'heading') heading = row;
  }
  const mass = massOf(rows, wordScore, pathScore);
  const values = addends(rows, links, wordScore, mass);
  addGroups(columns, rows, values);
  addContainers(columns, rows, mass, values);
  addMassStretch(columns, rows, wordScore, pathScore);
}

/** Adds the steps from each block up to the nearest element with one of some tags; -1 if there is none. */
function addTags(columns: Columns, { elements, pathNumbers }: Rows): void {
  const { steps, chains, from } = elements;
  const distances = new Int32Array((from.length - 1) * TAGS.length).fill(-1);
  for (let path = 0; path + 1 < from.length; path++) {
    // From the outermost inwards, so that the nearest remains.
    for (let i = from[path]; i < from[path + 1]; i++) {
      const { tag } = steps[chains[i]];
      if (tag >= 0) distances[path * TAGS.length + tag] = from[path + 1] - 1 - i;
    }
  }
  for (let tag = 0; tag < TAGS.length; tag++) {
    const column = columns.add(`in-${TAGS[tag]}`);
    for (let row = 0; row < pathNumbers.length; row++) column[row] = distances[pathNumbers[row] * TAGS.length + tag];
  }
}

/** For each path 1 if it leads through the body of an article that is marked up as such, else 0. */
function bodiesOf({ steps, chains, from }: Elements): Uint8Array {
  const bodies = new Uint8Array(from.length - 1);
  for (let path = 0; path < bodies.length; path++) {
    for (let i = from[path]; i < from[path + 1]; i++) if (steps[chains[i]].isBody) bodies[path] = 1;
  }
  return bodies;
}

/** How strongly a row suggests that its container is the article: its prose, weighted by the scores of words and names. */
function massOf({ prose }: Rows, wordScore: Float32Array, pathScore: Float32Array): Float32Array {
  const mass = new Float32Array(prose.length);
  for (let row = 0; row < mass.length; row++) {
    if (prose[row] > 0) mass[row] = Math.min(prose[row], 150) / (1 + Math.exp(-(wordScore[row] + pathScore[row])));
  }
  return mass;
}

/** The places of a row's values among those that are added up. */
const ROWS = 0;
const WORDS = 1;
const PROSE = 2;
const LINKED = 3;
const SCORE = 4;
const MASS = 5;
const WIDTH = 6;

/** What is added up over the rows of groups and containers: `WIDTH` values a row, side by side. */
function addends({ words, prose, count }: Rows, links: Float32Array, wordScore: Float32Array, mass: Float32Array): Float64Array {
  const values = new Float64Array(count * WIDTH);
  for (let row = 0, at = 0; row < count; row++, at += WIDTH) {
    values[at + ROWS] = 1;
    values[at + WORDS] = words[row];
    values[at + PROSE] = prose[row];
    values[at + LINKED] = links[row] * words[row];
    values[at + SCORE] = wordScore[row];
    values[at + MASS] = mass[row];
  }
  return values;
}

/** Adds totals and means over all rows with the same path, wherever they are. */
function addGroups(columns: Columns, rows: Rows, values: Float64Array): void {
  const { leaves, kinds } = rows.containers;
  const groups = new Float64Array(rows.elements.parents.length * WIDTH);
  let allMass = 0;
  for (let row = 0; row < rows.count; row++) {
    const group = kinds[leaves[row]] * WIDTH;
    for (let i = 0; i < WIDTH; i++) groups[group + i] += values[row * WIDTH + i];
    allMass += values[row * WIDTH + MASS];
  }
  const size = columns.add('group-rows');
  const words = columns.add('group-words');
  const prose = columns.add('group-prose');
  const linked = columns.add('group-links');
  const score = columns.add('group-score');
  const share = columns.add('group-mass');
  for (let row = 0; row < rows.count; row++) {
    const group = kinds[leaves[row]] * WIDTH;
    const count = groups[group + ROWS];
    const groupWords = Math.max(1, groups[group + WORDS]);
    size[row] = count;
    words[row] = groups[group + WORDS] / count;
    prose[row] = groups[group + PROSE] / groupWords;
    linked[row] = groups[group + LINKED] / groupWords;
    score[row] = groups[group + SCORE] / count;
    share[row] = groups[group + MASS] / Math.max(1, allMass);
  }
}

/** How many containers above a row are described. */
const LEVELS = 5;
/** The least shares of the mass for choosing a container: three, since it is not known how much of the mass is article. */
const SHARES = [0.4, 0.6, 0.85] as const;

function addContainers(columns: Columns, rows: Rows, mass: Float32Array, values: Float64Array): void {
  const { containers, count } = rows;
  const sums = sumsIn(containers, values, WIDTH);
  const masses = new Float64Array(containers.count);
  for (let i = 0; i < masses.length; i++) masses[i] = sums[i * WIDTH + MASS];
  const allMass = Math.max(1, masses[0] ?? 0);
  addLevels(columns, containers, sums, allMass);
  const first = columns.add('first-in-parent');
  const last = columns.add('last-in-parent');
  for (let row = 0; row < count; row++) {
    const parent = ancestor(containers.parents, containers.leaves[row], 1);
    first[row] = row - containers.firsts[parent];
    last[row] = containers.lasts[parent] - row;
  }
  for (const share of SHARES) addChosen(columns, `c${share * 100}`, containers, deepestWith(containers, masses, allMass * share));
  addChosen(columns, 'best', containers, holdingMost(containers, mass));
}

/** Adds what the containers above a row consist of, from the innermost outwards. */
function addLevels(columns: Columns, { leaves, parents, count }: Containers, sums: Float64Array, allMass: number): void {
  // Once a container, in the form of the columns: many rows share their containers.
  const [masses, proses, linked, scores] = Array.from({ length: 4 }, () => new Float32Array(count));
  for (let i = 0, at = 0; i < count; i++, at += WIDTH) {
    const words = Math.max(1, sums[at + WORDS]);
    masses[i] = sums[at + MASS] / allMass;
    proses[i] = sums[at + PROSE] / words;
    linked[i] = sums[at + LINKED] / words;
    scores[i] = sums[at + SCORE] / sums[at + ROWS];
  }
  const around = leaves.slice();
  for (let up = 0; up < LEVELS; up++) {
    const upSize = columns.add(`up${up}-rows`);
    const upMass = columns.add(`up${up}-mass`);
    const upProse = columns.add(`up${up}-prose`);
    const upLinks = columns.add(`up${up}-links`);
    const upScore = columns.add(`up${up}-score`);
    for (let row = 0; row < around.length; row++) {
      const at = around[row];
      upSize[row] = sums[at * WIDTH + ROWS];
      upMass[row] = masses[at];
      upProse[row] = proses[at];
      upLinks[row] = linked[at];
      upScore[row] = scores[at];
      if (parents[at] >= 0) around[row] = parents[at];
    }
  }
}

/** The container with the greatest mass in its direct rows, and half of that in the rows of its children; -1 if there is none. */
function holdingMost({ leaves, parents, count }: Containers, mass: Float32Array): number {
  const own = new Float64Array(count);
  for (let row = 0; row < leaves.length; row++) {
    const parent = parents[leaves[row]];
    if (parent < 0) continue;
    own[parent] += mass[row];
    if (parents[parent] >= 0) own[parents[parent]] += mass[row] / 2;
  }
  let best = count === 0 ? -1 : 0;
  for (let i = 1; i < count; i++) if (own[i] > own[best]) best = i;
  return best;
}

/** Adds the position relative to the stretch that words and names suggest most. */
function addMassStretch(columns: Columns, { words, count }: Rows, wordScore: Float32Array, pathScore: Float32Array): void {
  const values = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    values[row] = Math.min(words[row] + 2, 40) * Math.tanh((wordScore[row] + pathScore[row]) / 2);
  }
  addStretch(columns, 'mass', values);
}
