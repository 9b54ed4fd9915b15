/** Columns of blocks of pages: links, tags, names of elements, and containers. */
import type { BlockKind, Document } from '../../model/document.js';
import { stepsOf } from '../../model/elementPath.js';
import { BoundedCache } from '../../text/tables/boundedCache.js';
import { type Columns, perRow } from './columns.js';
import { addChosen, ancestor, type Container, deepestWith, sumsIn } from './containers.js';
import { addStretch } from './landmarkColumns.js';
import { linearScore, type WeightTable } from './linear.js';
import { pathKeys } from './pathKeys.js';
import type { Rows } from './rows.js';

const KINDS: readonly BlockKind[] = ['paragraph', 'heading', 'item', 'quote', 'cell', 'code', 'caption', 'control'];

/** Tags whose distance above a block becomes a column. */
const TAGS = ['nav', 'footer', 'header', 'aside', 'form', 'figure', 'article', 'main', 'section', 'ul', 'table', 'p', 'a'] as const;

export function addMarkup(columns: Columns, document: Document, rows: Rows, wordScore: Float32Array, table: WeightTable): void {
  const kind = columns.add('kind');
  const level = columns.add('level');
  const links = columns.add('links');
  const depth = columns.add('depth');
  const pathScore = columns.add('path-score');
  const body = columns.add('itemprop-body');
  const distances = TAGS.map((tag) => columns.add(`in-${tag}`));
  const sinceHeading = columns.add('since-heading');
  const headingScore = columns.add('heading-score');
  const known = knownPaths(table);
  let heading = -1;
  for (let row = 0; row < rows.count; row++) {
    const block = document.blocks[rows.blocks[row]];
    const path = rows.paths[row];
    const facts = known.get(path, () => readPath(path, table));
    kind[row] = KINDS.indexOf(block.kind);
    level[row] = block.level ?? 0;
    links[row] = block.linkDensity ?? 0;
    depth[row] = facts.depth;
    pathScore[row] = facts.score;
    body[row] = facts.body;
    for (let i = 0; i < TAGS.length; i++) distances[i][row] = facts.distances[i];
    sinceHeading[row] = heading < 0 ? -1 : row - heading;
    headingScore[row] = heading < 0 ? 0 : wordScore[heading];
    if (block.kind === 'heading') heading = row;
  }
  const mass = massOf(rows, wordScore, pathScore);
  addGroups(columns, rows, links, wordScore, mass);
  addContainers(columns, rows, links, wordScore, pathScore, mass);
}

interface PathFacts {
  readonly depth: number;
  readonly score: number;
  readonly body: number;
  /** For each of `TAGS` the steps from the block up to it; -1 if it is not in the path. */
  readonly distances: readonly number[];
}

/** Facts by path, since the pages of a site share their paths; by table, since scores depend on it. */
const pathFacts = new WeakMap<WeightTable, BoundedCache<PathFacts>>();
/** Bounds memory; more than the different paths of many sites. */
const MOST_PATHS = 20_000;

function knownPaths(table: WeightTable): BoundedCache<PathFacts> {
  const known = pathFacts.get(table) ?? new BoundedCache<PathFacts>(MOST_PATHS);
  pathFacts.set(table, known);
  return known;
}

function readPath(path: string, table: WeightTable): PathFacts {
  const steps = stepsOf(path);
  const tags = steps.map((step) => /^[\w-]*/u.exec(step)?.[0] ?? '').reverse();
  const keys = pathKeys(path);
  return {
    depth: steps.length,
    score: linearScore(keys, keys.length, table),
    body: path.includes('[itemprop="articleBody"]') ? 1 : 0,
    distances: TAGS.map((tag) => tags.indexOf(tag)),
  };
}

/** How strongly a row suggests that its container is the article: its prose, weighted by the scores of words and names. */
function massOf(rows: Rows, wordScore: Float32Array, pathScore: Float32Array): Float32Array {
  return rows.prose.map((words, row) => (words === 0 ? 0 : Math.min(words, 150) / (1 + Math.exp(-(wordScore[row] + pathScore[row])))));
}

/** Adds totals and means over all rows with the same path, wherever they are. */
function addGroups(columns: Columns, rows: Rows, links: Float32Array, wordScore: Float32Array, mass: Float32Array): void {
  const groups: { rows: number; words: number; prose: number; linked: number; score: number; mass: number }[] = [];
  const kindOf = (row: number) => rows.containers.leaves[row].kind;
  let allMass = 0;
  for (let row = 0; row < rows.count; row++) {
    groups[kindOf(row)] ??= { rows: 0, words: 0, prose: 0, linked: 0, score: 0, mass: 0 };
    const group = groups[kindOf(row)];
    const { words } = rows.tallies[row];
    group.rows++;
    group.words += words;
    group.prose += rows.prose[row];
    group.linked += links[row] * words;
    group.score += wordScore[row];
    group.mass += mass[row];
    allMass += mass[row];
  }
  const size = columns.add('group-rows');
  const words = columns.add('group-words');
  const prose = columns.add('group-prose');
  const linked = columns.add('group-links');
  const score = columns.add('group-score');
  const share = columns.add('group-mass');
  for (let row = 0; row < rows.count; row++) {
    const group = groups[kindOf(row)];
    size[row] = group.rows;
    words[row] = group.words / group.rows;
    prose[row] = group.prose / Math.max(1, group.words);
    linked[row] = group.linked / Math.max(1, group.words);
    score[row] = group.score / group.rows;
    share[row] = group.mass / Math.max(1, allMass);
  }
}

/** How many containers above a row are described. */
const LEVELS = 5;
/** The least shares of the mass for choosing a container: three, since it is not known how much of the mass is article. */
const SHARES = [0.4, 0.6, 0.85] as const;

function addContainers(
  columns: Columns,
  rows: Rows,
  links: Float32Array,
  wordScore: Float32Array,
  pathScore: Float32Array,
  mass: Float32Array,
): void {
  const { containers, tallies, count } = rows;
  const { leaves, all } = containers;
  const rowWords = perRow(count, (row) => tallies[row].words);
  const size = sumsIn(containers, new Uint8Array(count).fill(1));
  const words = sumsIn(containers, rowWords);
  const prose = sumsIn(containers, rows.prose);
  const linked = sumsIn(
    containers,
    perRow(count, (row) => links[row] * rowWords[row]),
  );
  const score = sumsIn(containers, wordScore);
  const sums = sumsIn(containers, mass);
  const allMass = Math.max(1, sums[0] ?? 0);
  for (let up = 0; up < LEVELS; up++) {
    const upSize = columns.add(`up${up}-rows`);
    const upMass = columns.add(`up${up}-mass`);
    const upProse = columns.add(`up${up}-prose`);
    const upLinks = columns.add(`up${up}-links`);
    const upScore = columns.add(`up${up}-score`);
    for (let row = 0; row < count; row++) {
      const { number } = ancestor(leaves[row], up);
      upSize[row] = size[number];
      upMass[row] = sums[number] / allMass;
      upProse[row] = prose[number] / Math.max(1, words[number]);
      upLinks[row] = linked[number] / Math.max(1, words[number]);
      upScore[row] = score[number] / size[number];
    }
  }
  const first = columns.add('first-in-parent');
  const last = columns.add('last-in-parent');
  for (let row = 0; row < rows.count; row++) {
    const parent = ancestor(leaves[row], 1);
    first[row] = row - parent.first;
    last[row] = parent.last - row;
  }
  for (const share of SHARES) addChosen(columns, `c${share * 100}`, containers, deepestWith(all, sums, allMass * share));
  addChosen(columns, 'best', containers, holdingMost(rows, mass));
  addMassStretch(columns, rows, wordScore, pathScore);
}

/** The container with the greatest mass in its direct rows, and half of that in the rows of its children. */
function holdingMost({ containers: { leaves, all } }: Rows, mass: Float32Array): Container | undefined {
  const own = new Float64Array(all.length);
  leaves.forEach(({ parent }, row) => {
    if (parent === undefined) return;
    own[parent.number] += mass[row];
    if (parent.parent !== undefined) own[parent.parent.number] += mass[row] / 2;
  });
  return all.reduce<Container | undefined>(
    (best, one) => (best === undefined || own[one.number] > own[best.number] ? one : best),
    undefined,
  );
}

/** Adds the position relative to the stretch that words and names suggest most. */
function addMassStretch(columns: Columns, rows: Rows, wordScore: Float32Array, pathScore: Float32Array): void {
  const values = perRow(rows.count, (row) => {
    const score = wordScore[row] + pathScore[row];
    return Math.min(rows.tallies[row].words + 2, 40) * Math.tanh(score / 2);
  });
  addStretch(columns, 'mass', values);
}
