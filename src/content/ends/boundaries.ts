/**
 * Boundaries: the places between two rows where the article may end, and what is to be seen from each of them. Read from
 * the bottom up, the same places are those where it may begin.
 */
import type { Columns } from '../features/columns.js';
import { oddsOf } from '../features/odds.js';
import type { Rows } from '../features/rows.js';

/** The end of the article that is looked for: its last row when reading down, its first when reading up. */
export const DIRECTIONS = ['down', 'up'] as const;

/** One of `DIRECTIONS`. */
export type Direction = (typeof DIRECTIONS)[number];

/** The places where the article may end. */
export interface Boundaries {
  /** How many rows have been read before each boundary, ascending. */
  readonly places: Int32Array;
  /** What is to be seen from each boundary, `width` values a boundary. */
  readonly features: Float32Array;
  readonly width: number;
}

/** The article does not end below a row that the first judgement gives less than this. */
const CANDIDATE = 0.05;
/** How close to 0 and 1 probabilities may be (`oddsOf`); their odds are divided, so that they are near those of other features. */
const EDGE = 1e-3;
const ODDS_SCALE = 3;
/** Where there is no row: certain furniture. */
const NO_ROW = -2.3;
/** Sums are of words, on a logarithmic scale. */
const LOG_SCALE = 5;
/** The words that a row counts for at most in sums that compare rows, so that one long row does not decide. */
const ROW_WORDS = 60;
const PROSE_WORDS = 80;
/** The distance to prose, in words, where there is none. */
const FAR_WORDS = 200;
/** Columns of distances are cut off here. */
const MOST = 20;

/** Columns of the first stage that are looked at around a boundary: in the rows before and after it. */
const AROUND = ['label-above', 'label-below', 'fading-score'] as const;
/** Also in the second row after it. */
const AHEAD = ['below-score', 'above-score', 'word-score'] as const;
const OF_FORMAT = { html: ['c60-up', 'best-up', 'group-score', 'level'], text: ['blank-below', 'bullet'] } as const;

/** The rows of a document in the direction of reading. */
interface Reading {
  readonly p: Float32Array;
  readonly odds: Float32Array;
  /** The words of each row, at least one. */
  readonly words: Float32Array;
  /** 1 for prose, 0 for other rows. */
  readonly prose: Uint8Array;
}

/** A value for each place, or of the row at a distance from it: 0 is the first row after the place, -1 the last one before it. */
interface Measure {
  readonly values: ArrayLike<number>;
  readonly offset: number;
  /** Where there is no such row. */
  readonly missing: number;
  /** Words are seen on a logarithmic scale. */
  readonly isWords: boolean;
}

/**
 * The boundaries of a document in one direction.
 * @param columns the features of its rows (`featuresOf`)
 * @param p the probability of each row being content, from the first judgement
 */
export function boundariesOf(columns: Columns, rows: Rows, p: Float32Array, direction: Direction): Boundaries {
  const reading = readingOf(rows, p, direction);
  const places = placesIn(reading.p);
  if (places.length === 0) return { places, features: new Float32Array(0), width: 0 };
  const sums = sumsOf(reading);
  const measures = [...runsAround(reading), ...rowsAround(reading), ...columnsAround(columns, direction)];
  const width = SUMS + NEAREST + measures.length;
  const features = new Float32Array(places.length * width);
  for (let i = 0; i < places.length; i++) {
    addSums(features, i * width, sums, places[i]);
    addNearest(features, i * width + SUMS, reading, sums, places[i]);
    addMeasures(features, i * width + SUMS + NEAREST, measures, places[i], rows.count);
  }
  return { places, features, width };
}

function addMeasures(features: Float32Array, from: number, measures: readonly Measure[], place: number, count: number): void {
  for (let at = 0; at < measures.length; at++) {
    const { values, offset, missing, isWords } = measures[at];
    const row = place + offset;
    // Values of places are one more than rows.
    const value = row < 0 || (row >= count && values.length === count) ? missing : values[row];
    features[from + at] = isWords ? logOf(value) : Math.min(MOST, Math.max(-MOST, value));
  }
}

function readingOf({ count, words, prose }: Rows, p: Float32Array, direction: Direction): Reading {
  const reading = {
    p: p.slice(0, count),
    odds: new Float32Array(count),
    words: new Float32Array(count),
    prose: new Uint8Array(count),
  };
  for (let row = 0; row < count; row++) {
    reading.odds[row] = oddsOf(p[row], EDGE) / ODDS_SCALE;
    reading.words[row] = words[row] + 1;
    reading.prose[row] = prose[row] > 0 ? 1 : 0;
  }
  if (direction === 'up') for (const values of Object.values(reading)) values.reverse();
  return reading;
}

function placesIn(p: Float32Array): Int32Array {
  const places: number[] = [];
  for (let row = 0; row < p.length; row++) if (p[row] >= CANDIDATE) places.push(row + 1);
  return Int32Array.from(places);
}

/** Sums over the rows before each place: of the words of content, furniture, prose, and of prose that is content. */
interface Sums {
  readonly words: Float64Array;
  readonly content: Float64Array;
  readonly prose: Float64Array;
  readonly proseContent: Float64Array;
  /** The rows of prose, and how many of them there are before each place. */
  readonly proseRows: Int32Array;
  readonly proseBefore: Int32Array;
}

function sumsOf({ p, words, prose }: Reading): Sums {
  const count = p.length;
  const [all, content, proseWords, proseContent] = Array.from({ length: 4 }, () => new Float64Array(count + 1));
  const proseRows = new Int32Array(count);
  const proseBefore = new Int32Array(count + 1);
  for (let row = 0; row < count; row++) {
    const counted = prose[row] * Math.min(words[row], PROSE_WORDS);
    all[row + 1] = all[row] + words[row];
    content[row + 1] = content[row] + words[row] * p[row];
    proseWords[row + 1] = proseWords[row] + counted;
    proseContent[row + 1] = proseContent[row] + counted * p[row];
    proseRows[proseBefore[row]] = row;
    proseBefore[row + 1] = proseBefore[row] + prose[row];
  }
  return { words: all, content, prose: proseWords, proseContent, proseRows, proseBefore };
}

/** How many features `addSums` writes. */
const SUMS = 9;

function addSums(features: Float32Array, from: number, { words, content, prose, proseContent }: Sums, place: number): void {
  const count = words.length - 1;
  const meanBefore = (proseContent[place] + 0.5) / (prose[place] + 1);
  const meanAfter = (proseContent[count] - proseContent[place]) / (prose[count] - prose[place] + 1);
  features[from] = logOf(content[place]);
  features[from + 1] = logOf(content[count] - content[place]);
  features[from + 2] = content[place] / Math.max(1, content[count]);
  features[from + 3] = logOf(words[place] - content[place]);
  features[from + 4] = logOf(words[count] - words[place] - (content[count] - content[place]));
  features[from + 5] = meanBefore;
  features[from + 6] = meanAfter;
  features[from + 7] = meanAfter - meanBefore;
  features[from + 8] = place === count ? 1 : 0;
}

/** How many features `addNearest` writes. */
const NEAREST = 7;

/** Adds the odds of the two rows of prose before a place and of the three after it, and how far the nearest are. */
function addNearest(features: Float32Array, from: number, { odds }: Reading, { words, proseRows, proseBefore }: Sums, place: number): void {
  const next = proseBefore[place];
  const all = proseBefore[proseBefore.length - 1];
  for (let i = 0; i < 5; i++) {
    const at = next + i - 2;
    features[from + i] = at < 0 || at >= all ? NO_ROW : odds[proseRows[at]];
  }
  features[from + 5] = logOf(next === 0 ? FAR_WORDS : words[place] - words[proseRows[next - 1] + 1]);
  features[from + 6] = logOf(next === all ? FAR_WORDS : words[proseRows[next]] - words[place]);
}

/** The best and worst runs of rows that meet at each boundary, the best run and the likeliest prose after it. */
function runsAround({ p, words, prose }: Reading): Measure[] {
  const count = p.length;
  const runs = Array.from({ length: 5 }, () => new Float64Array(count + 1));
  const [endsHere, beginsHere, worstHere, bestAfter, likeliest] = runs;
  const gain = (row: number): number => (p[row] - 0.5) * Math.min(words[row], ROW_WORDS);
  for (let row = 0; row < count; row++) endsHere[row + 1] = Math.max(0, endsHere[row] + gain(row));
  for (let row = count - 1; row >= 0; row--) {
    beginsHere[row] = Math.max(0, gain(row) + beginsHere[row + 1]);
    worstHere[row] = Math.max(0, worstHere[row + 1] - gain(row));
    bestAfter[row] = Math.max(bestAfter[row + 1], beginsHere[row]);
    likeliest[row] = Math.max(likeliest[row + 1], prose[row] * p[row]);
  }
  return [...[endsHere, beginsHere, worstHere, bestAfter].flatMap((run) => wordsAt(run, 0)), ...valuesAt(likeliest, 0, 0)];
}

/** What is seen of the rows around. */
function rowsAround({ odds, words, prose }: Reading): Measure[] {
  return [...valuesAt(odds, NO_ROW, -2, -1, 0, 1, 2), ...wordsAt(words, -1, 0), ...valuesAt(prose, 0, -1, 0)];
}

/** What columns of the first stage say of the rows around. */
function columnsAround(columns: Columns, direction: Direction): Measure[] {
  const column = (name: string) => {
    const values = columns.values[columns.names.indexOf(name)].subarray(0, columns.rows);
    return direction === 'down' ? values : values.slice().reverse();
  };
  const format = columns.names.includes('level') ? 'html' : 'text';
  return [
    ...AHEAD.flatMap((name) => valuesAt(column(name), 0, -1, 0, 1)),
    ...[...AROUND, ...OF_FORMAT[format]].flatMap((name) => valuesAt(column(name), 0, -1, 0)),
  ];
}

function valuesAt(values: ArrayLike<number>, missing: number, ...offsets: readonly number[]): Measure[] {
  return offsets.map((offset) => ({ values, offset, missing, isWords: false }));
}

function wordsAt(values: ArrayLike<number>, ...offsets: readonly number[]): Measure[] {
  return offsets.map((offset) => ({ values, offset, missing: 0, isWords: true }));
}

function logOf(words: number): number {
  return Math.log1p(words) / LOG_SCALE;
}
