/** Columns of position: in the document, and relative to its prose. */
import type { Columns } from './columns.js';
import { addDistances, addStretch } from './landmarkColumns.js';
import type { Rows } from './rows.js';

/** How far the windows of prose reach, in rows: the neighbours, a section, a page. */
const WINDOWS = [3, 10, 30] as const;
/** What a row without prose costs a stretch, in words: a short heading between paragraphs must not end it. */
const STRETCH_COST = 6;
/** The most that a row of prose adds to a stretch, so that one long row does not decide. */
const STRETCH_GAIN = 60;

export function addPlace(columns: Columns, rows: Rows): void {
  const { count, prose, words } = rows;
  const wordSums = running(words);
  const proseSums = running(prose);
  const allWords = wordSums[count];
  const allProse = proseSums[count];
  const column = (name: string) => columns.add(name);
  const index = column('index');
  const fromEnd = column('from-end');
  const above = column('words-above');
  const proseAbove = column('prose-above');
  const proseBelow = column('prose-below');
  let proseRows = 0;
  for (let row = 0; row < count; row++) {
    index[row] = row;
    fromEnd[row] = count - 1 - row;
    above[row] = wordSums[row] / Math.max(1, allWords);
    proseAbove[row] = proseSums[row];
    proseBelow[row] = allProse - proseSums[row + 1];
    if (prose[row] > 0) proseRows++;
  }
  addDistances(columns, 'since-prose', 'until-prose', prose, 0);
  for (const reach of WINDOWS) {
    const share = column(`prose-share-${reach}`);
    for (let row = 0; row < count; row++) {
      const from = Math.max(0, row - reach);
      const to = Math.min(count, row + reach + 1);
      share[row] = (proseSums[to] - proseSums[from]) / Math.max(1, wordSums[to] - wordSums[from]);
    }
  }
  addProseStretch(columns, prose);
  addRuns(columns, rows);
  columns.addConstant('rows', count);
  columns.addConstant('all-words', allWords);
  columns.addConstant('all-prose', allProse);
  columns.addConstant('prose-rows', proseRows);
}

/** The sums of all values before each index, and at the end the sum of all. */
export function running(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return sums;
}

/** Runs of prose continue across this many other rows: a heading and a caption. */
const GAP = 2;

/** Adds the prose in the run around a row, its share of the largest run, and the row's length relative to the median. */
function addRuns(columns: Columns, { prose, words: rowWords, count }: Rows): void {
  const words = columns.add('run-words');
  const share = columns.add('run-share');
  const relative = columns.add('relative-words');
  const lengths = prose.filter((value) => value > 0).sort();
  const median = lengths[lengths.length >> 1] ?? 20;
  let largest = 1;
  let from = 0;
  while (from < count) {
    let to = from;
    let sum = 0;
    for (let gap = 0; to < count && gap <= GAP; to++) {
      sum += prose[to];
      gap = prose[to] > 0 ? 0 : gap + 1;
    }
    words.fill(sum, from, to);
    largest = Math.max(largest, sum);
    from = to;
  }
  for (let row = 0; row < count; row++) {
    share[row] = words[row] / largest;
    relative[row] = rowWords[row] / median;
  }
}

/**
 * Adds the position relative to the stretch with the most prose and the fewest other rows, a maximum sum (body text
 * extraction: Finn, Kushmerick and Smyth 2001).
 */
function addProseStretch(columns: Columns, prose: Float32Array): void {
  const values = new Float64Array(prose.length);
  for (let row = 0; row < values.length; row++) values[row] = prose[row] > 0 ? Math.min(prose[row], STRETCH_GAIN) : -STRETCH_COST;
  addStretch(columns, 'stretch', values);
}
