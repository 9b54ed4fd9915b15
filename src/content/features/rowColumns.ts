/** Columns of the row itself: its characters, its words, its repetitions. */
import type { Document } from '../../model/document.js';
import { BRACKET, COLON, COMMA, DASH, DIGIT, LOWER, QUOTE, STOP, SYMBOL, UPPER } from '../../text/chars.js';
import { mix } from '../../text/tables/hash.js';
import { HashSet } from '../../text/tables/hashSet.js';
import type { Columns } from './columns.js';
import { FAR } from './landmarkColumns.js';
import { keyBuffer, rowKeys, rowScores, type WordTable } from './linear.js';
import type { Rows } from './rows.js';

/** Orders classes of characters, from those that end sentences to those that never do, for trees that compare numbers. */
const RANK: readonly number[] = (() => {
  const ranks = new Array<number>(16).fill(5);
  [STOP, QUOTE, BRACKET, COMMA, COLON].forEach((kind, i) => {
    ranks[kind] = i;
  });
  [LOWER, UPPER, DIGIT, DASH, SYMBOL].forEach((kind, i) => {
    ranks[kind] = 6 + i;
  });
  return ranks;
})();

export function addShape(columns: Columns, document: Document, rows: Rows): void {
  const column = (name: string) => columns.add(name);
  const words = column('words');
  const chars = column('chars');
  const wordLength = column('word-length');
  const longest = column('longest-word');
  const stops = column('stops');
  const commas = column('commas');
  const first = column('first');
  const last = column('last');
  const close = column('close');
  const upper = column('upper-share');
  const capitalised = column('capitalised-share');
  const shouted = column('shouted');
  const digits = column('digit-share');
  const symbols = column('symbols');
  const dashes = column('dashes');
  const colons = column('colons');
  const quotes = column('quotes');
  const brackets = column('brackets');
  const unspaced = column('unspaced-share');
  const stopShare = column('stop-share');
  const stopCount = column('stop-count');
  const prose = column('prose');
  const { tallies, from, to } = rows;
  for (let row = 0; row < rows.count; row++) {
    const at = rows.blocks[row];
    const { length } = document.blocks[at].text;
    let stopWords = 0;
    for (let i = from[row]; i < to[row]; i++) stopWords += rows.stops[i];
    const all = Math.max(1, to[row] - from[row]);
    words[row] = tallies.words[at];
    chars[row] = length;
    wordLength[row] = tallies.letters[at] / Math.max(1, all - tallies.unspaced[at]);
    longest[row] = tallies.longest[at];
    stops[row] = tallies.stops[at];
    commas[row] = tallies.commas[at];
    first[row] = RANK[tallies.first[at]];
    last[row] = RANK[tallies.last[at]];
    close[row] = RANK[tallies.close[at]];
    upper[row] = tallies.upper[at] / Math.max(1, tallies.letters[at]);
    capitalised[row] = tallies.capitalised[at] / all;
    shouted[row] = tallies.shouted[at];
    digits[row] = tallies.digits[at] / length;
    symbols[row] = tallies.symbols[at];
    dashes[row] = tallies.dashes[at];
    colons[row] = tallies.colons[at];
    quotes[row] = tallies.quotes[at];
    brackets[row] = tallies.brackets[at];
    unspaced[row] = tallies.unspaced[at] / length;
    stopShare[row] = stopWords / all;
    stopCount[row] = stopWords;
    prose[row] = rows.prose[row];
  }
}

/** Labels (headings, markers, buttons) have at most this many words. */
const LABEL_WORDS = 8;
/** Labels whose score for other rows is lower than this are ignored. */
const TELLING = 0.7;

/**
 * Adds the scores of learned words: “Related stories” says little about itself and much about the rows below.
 * @returns the scores of the rows themselves
 */
export function addWordScores(columns: Columns, rows: Rows, table: WordTable): Float32Array {
  const score = columns.add('word-score');
  const below = columns.add('below-score');
  const above = columns.add('above-score');
  const known = columns.add('known-words');
  const keys = keyBuffer();
  const scores = { words: 0, below: 0, above: 0, known: 0 };
  let allKnown = 0;
  let allKeys = 0;
  for (let row = 0; row < rows.count; row++) {
    const size = rowKeys(rows.hashes, rows.from[row], rows.to[row], keys);
    rowScores(keys, size, table, scores);
    score[row] = scores.words;
    below[row] = scores.below;
    above[row] = scores.above;
    known[row] = scores.known;
    allKnown += known[row] * size;
    allKeys += size;
  }
  columns.addConstant('known-words-all', allKnown / Math.max(1, allKeys));
  // A label above says what is below it, and the other way round.
  addLabels(columns, rows, 'above', below);
  addLabels(columns, rows, 'below', above);
  addFading(columns, rows, score, below, above);
  return score;
}

/** Adds what the nearest label above or below predicts, and how far away it is. */
function addLabels(columns: Columns, rows: Rows, side: 'above' | 'below', scores: Float32Array): void {
  const label = columns.add(`label-${side}`);
  const distance = columns.add(side === 'above' ? 'since-label' : 'until-label');
  const { count, words, prose } = rows;
  let last = -1;
  for (let i = 0; i < count; i++) {
    const row = side === 'above' ? i : count - 1 - i;
    label[row] = last < 0 ? 0 : scores[last];
    distance[row] = last < 0 ? FAR : Math.abs(row - last);
    const isLabel = words[row] <= LABEL_WORDS && prose[row] === 0;
    if (isLabel && Math.abs(scores[row]) > TELLING) last = row;
  }
}

/** A row's weight in the fading sums, relative to its neighbour that is one row nearer. */
const FADE = 0.85;

/** Adds the scores of the rows above and below, each counting less the farther away it is. */
function addFading(columns: Columns, rows: Rows, score: Float32Array, below: Float32Array, above: Float32Array): void {
  const fadingAbove = columns.add('fading-above');
  const fadingBelow = columns.add('fading-below');
  const fading = columns.add('fading-score');
  let sum = 0;
  let own = 0;
  for (let row = 0; row < rows.count; row++) {
    fadingAbove[row] = sum;
    fading[row] = own;
    sum = sum * FADE + below[row];
    own = own * FADE + score[row];
  }
  sum = 0;
  own = 0;
  for (let row = rows.count - 1; row >= 0; row--) {
    fadingBelow[row] = sum;
    fading[row] += own;
    sum = sum * FADE + above[row];
    own = own * FADE + score[row];
  }
}

/** Adds how often a row's text occurs in the document, and how often it has occurred before. */
export function addRepetition(columns: Columns, rows: Rows): void {
  const times = columns.add('repeats');
  const before = columns.add('repeats-before');
  const texts = new HashSet();
  const counts = new Uint32Array(rows.count);
  const numbers = new Uint32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    let key = 1;
    for (let i = rows.from[row]; i < rows.to[row]; i++) key = mix(Math.imul(key, 31) ^ rows.hashes[i]);
    numbers[row] = texts.add(key);
    before[row] = counts[numbers[row]]++;
  }
  for (let row = 0; row < rows.count; row++) times[row] = counts[numbers[row]];
}

/** How many rows above and below are compared. */
const NEAR = 6;

/** Adds how many rows have the same shape, nearby and in all: lists, teasers and comments consist of such rows. */
export function addAlikeness(columns: Columns, rows: Rows): void {
  const near = columns.add('alike-near');
  const everywhere = columns.add('alike-all');
  const { shapes, shapeCounts } = rows;
  for (let row = 0; row < rows.count; row++) {
    const to = Math.min(rows.count - 1, row + NEAR);
    let alike = -1;
    for (let i = Math.max(0, row - NEAR); i <= to; i++) if (shapes[i] === shapes[row]) alike++;
    near[row] = alike;
    everywhere[row] = shapeCounts[shapes[row]];
  }
}
