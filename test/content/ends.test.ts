/** Where an article begins and ends: boundaries, what is seen from them, and the net that rates them. */
import { describe, expect, test } from '@jest/globals';
import { boundariesOf, type Direction } from '../../src/content/ends/boundaries.js';
import { addEnds } from '../../src/content/ends/endColumns.js';
import { type EndsNet, rateBoundaries } from '../../src/content/ends/net.js';
import { featuresOf, type Tables } from '../../src/content/features/featuresOf.js';
import { wordTable } from '../../src/content/features/linear.js';
import { readRows } from '../../src/content/features/rows.js';
import type { Document } from '../../src/model/document.js';
import { readHtml } from '../../src/read/readHtml.js';
import { readText } from '../../src/read/readText.js';

const empty = () => ({ weights: new Int8Array(1 << 10), scale: 1 });
const TABLES: Tables = { words: wordTable(empty(), empty(), empty()), names: empty() };

const LINES = [
  'Startseite',
  'Die Feuerwehr rückte am Abend mit zwölf Leuten aus, weil im Moor ein Schuppen brannte.',
  'Der Schuppen im Moor stand leer, sagte die Feuerwehr, und niemand wurde verletzt.',
  'Kommentare',
  'Das war doch abzusehen, schreibt hier jemand, der sonst nie etwas dazu zu sagen hat.',
  'Impressum',
];
const P = Float32Array.of(0.01, 0.9, 0.8, 0.02, 0.3, 0);
const TEXT = readText(LINES.join('\n\n'));
const PAGE = readHtml(LINES.map((line) => `<p>${line}</p>`).join(''));

const seen = (document: Document, p: Float32Array, direction: Direction) => {
  const rows = readRows(document);
  expect(rows.count).toBe(p.length);
  return boundariesOf(featuresOf(document, rows, [], TABLES), rows, p, direction);
};

/** What is seen from a boundary. */
const from = ({ features, width }: ReturnType<typeof boundariesOf>, boundary: number) =>
  Array.from(features.subarray(boundary * width, (boundary + 1) * width));

describe('boundaries', () => {
  test('are below every row that may be content, in the direction of reading', () => {
    expect(Array.from(seen(TEXT, P, 'down').places)).toEqual([2, 3, 5]);
    expect(Array.from(seen(TEXT, P, 'up').places)).toEqual([2, 4, 5]);
  });

  test('are told apart by the words before and after them', () => {
    const [before, after, share] = from(seen(TEXT, P, 'down'), 1);
    const words = readRows(TEXT).words;
    const mass = (rows: readonly number[]) => rows.reduce((sum, row) => sum + (words[row] + 1) * P[row], 0);
    expect(before).toBeCloseTo(Math.log1p(mass([0, 1, 2])) / 5, 5);
    expect(after).toBeCloseTo(Math.log1p(mass([3, 4, 5])) / 5, 5);
    expect(share).toBeCloseTo(mass([0, 1, 2]) / mass([0, 1, 2, 3, 4, 5]), 5);
  });

  test('look the same from below as from above on a document that reads the same both ways', () => {
    const document = readText([LINES[1], LINES[3], LINES[1], LINES[3], LINES[1]].join('\n\n'));
    const p = Float32Array.of(0.9, 0.2, 0.7, 0.2, 0.9);
    const [down, up] = (['down', 'up'] as const).map((direction) => seen(document, p, direction));
    // All but what columns of the first stage say, which know above from below.
    const summaries = 21 + 9;
    for (let i = 0; i < 5; i++) expect(from(up, i).slice(0, summaries)).toEqual(from(down, i).slice(0, summaries));
  });

  test('of pages and of texts differ in the columns that they look at', () => {
    expect(seen(PAGE, P, 'down').width).not.toBe(seen(TEXT, P, 'down').width);
  });

  test('do not exist where nothing may be content', () => {
    expect(seen(TEXT, new Float32Array(6), 'down')).toMatchObject({ places: new Int32Array(0), features: new Float32Array(0) });
  });
});

/** A net that looks at one feature alone, with one of its four units. */
const lookingAt = (inputs: number, feature: number, weight: number): EndsNet => ({
  inputs,
  units: 4,
  weights: Float32Array.from({ length: 4 * inputs }, (_, at) => (at === 2 * inputs + feature ? weight : 0)),
  biases: new Float32Array(4),
  outputs: Float32Array.of(1, 1, 4, 1),
});

describe('the net', () => {
  test('shares one certainty between all boundaries', () => {
    const rated = rateBoundaries(lookingAt(2, 1, 1), Float32Array.of(9, 0.1, 9, 0.5, 9, -0.2));
    expect(rated.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    expect(rated[1]).toBeGreaterThan(rated[0]);
    expect(rated[0]).toBeGreaterThan(rated[2]);
    expect(rated[1] / rated[0]).toBeCloseTo(Math.exp(4 * (Math.tanh(0.5) - Math.tanh(0.1))), 5);
  });

  test('does not overflow', () => {
    expect(
      Array.from(rateBoundaries({ ...lookingAt(1, 0, 1000), outputs: new Float32Array(4).fill(1e6) }, Float32Array.of(1, -1))),
    ).toEqual([1, 0]);
  });
});

describe('columns of the ends', () => {
  const columnsFor = (p: Float32Array) => {
    const rows = readRows(TEXT);
    const columns = featuresOf(TEXT, rows, [], TABLES);
    const { width } = boundariesOf(columns, rows, p, 'down');
    // The fall from the mean of the prose above to that of the prose below ends an article.
    addEnds(columns, rows, p, { down: lookingAt(width, 7, -5), up: lookingAt(width, 7, -5) });
    return (name: string) => Array.from(columns.values[columns.names.indexOf(name)].subarray(0, rows.count));
  };

  test('rise below the end and above the beginning', () => {
    const column = columnsFor(P);
    const [beyond, before] = [column('beyond'), column('before')];
    expect(beyond).toEqual(beyond.toSorted((a, b) => a - b));
    expect(before).toEqual(before.toSorted((a, b) => b - a));
    expect(beyond[1]).toBeLessThan(-2);
    expect(beyond[3]).toBeGreaterThan(0);
    expect(before[0]).toBeGreaterThan(before[1]);
    // The certainty of having passed one of the boundaries is clamped.
    expect(beyond[5]).toBeCloseTo(Math.log((1 - 1e-4) / 1e-4), 3);
  });

  test('say nothing where nothing may be content', () => {
    expect(columnsFor(new Float32Array(6))('beyond')).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
