/** The trained model: inference agrees with LightGBM, and invented pages are judged well. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { addEnds } from '../../src/content/ends/endColumns.js';
import { addDecisions } from '../../src/content/features/decisionColumns.js';
import { featuresOf } from '../../src/content/features/featuresOf.js';
import { readRows } from '../../src/content/features/rows.js';
import { probabilities } from '../../src/content/forest/trees.js';
import { readWeights, weightsFor } from '../../src/content/forest/weights.js';
import { score, scoreHits } from '../../src/content/score.js';
import { readHtml } from '../../src/read/readHtml.js';
import { readText } from '../../src/read/readText.js';
import { loadPacks } from '../../src/rules/file/loadPacks.js';
import { compileRules } from '../../src/rules/match/compile.js';
import { findHits } from '../../src/rules/match/findHits.js';
import { ROOT } from '../support/samples.js';

interface Stored {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

// Computed by LightGBM for the samples after training (training/train.py).
const stored = Object.entries(
  JSON.parse(readFileSync(path.join(ROOT, 'test/content/probabilities.json'), 'utf8')) as Record<string, Stored>,
);
const packs = compileRules(loadPacks());
const read = (file: string) => (file.endsWith('.html') ? readHtml : readText)(readFileSync(path.join(ROOT, 'samples', file)));

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let distance = 0;
  for (let i = 0; i < a.length; i++) distance = Math.max(distance, Math.abs(a[i] - b[i]));
  return distance;
};

describe('inference in TypeScript', () => {
  test('is compared for both formats', () => {
    expect(stored.filter(([file]) => file.endsWith('.html')).length).toBeGreaterThan(1);
    expect(stored.filter(([file]) => file.endsWith('.txt')).length).toBeGreaterThan(1);
  });

  test.each(stored)('agrees with LightGBM on %s (if features changed on purpose: train again)', (file, { first, second }) => {
    const document = read(file);
    const weights = weightsFor(document.format);
    const rows = readRows(document);
    expect(rows.count).toBe(first.length);
    const columns = featuresOf(document, rows, findHits(document, packs), weights.tables);
    const p = probabilities(weights.first, columns);
    expect(furthest(p, first)).toBeLessThan(2e-6);
    addDecisions(columns, document, rows, Float32Array.from(first));
    addEnds(columns, rows, Float32Array.from(first), weights.ends);
    expect(furthest(probabilities(weights.second, columns), second)).toBeLessThan(2e-6);
  });
});

const ARTICLE = [
  'Der Gemeinderat von Lohwinkel hat am Dienstag beschlossen, die alte Mühle am Ufer nicht abzureißen, sondern als Werkstatt zu nutzen.',
  '„Wir haben lange gerechnet, und am Ende war die Sanierung günstiger“, sagte Bürgermeisterin Hedda Quast nach der Sitzung.',
  'Die Arbeiten sollen im Frühjahr beginnen und rund zwei Jahre dauern, wie das Bauamt mitteilte.',
  'Ein Verein will dort später Kurse anbieten, in denen Jugendliche lernen, wie man Räder repariert und Möbel baut.',
];
const FURNITURE = ['Startseite', 'Kontakt', 'Lesen Sie auch', 'Impressum', 'Datenschutz', 'Alle Rechte vorbehalten'];

describe('scores', () => {
  const page = `<html lang="de"><head><title>Mühle bleibt</title></head><body><nav><ul><li><a href="/">Startseite</a></li><li><a href="/k">Kontakt</a></li></ul></nav>
    <main><article><h1>Mühle bleibt</h1>${ARTICLE.map((text) => `<p>${text}</p>`).join('\n')}</article>
    <aside class="related"><h3>Lesen Sie auch</h3><ul><li><a href="/a">Brücke wird teurer</a></li><li><a href="/b">Bad öffnet früher</a></li></ul></aside></main>
    <footer><p><a href="/i">Impressum</a></p><p><a href="/d">Datenschutz</a></p><p>Alle Rechte vorbehalten</p></footer></body></html>`;
  const text = [
    'Startseite',
    'Kontakt',
    '',
    'Mühle bleibt',
    '',
    ...ARTICLE.flatMap((line) => [line, '']),
    'Lesen Sie auch',
    '',
    'Brücke wird teurer',
  ];
  text.push('', 'Bad öffnet früher', '', 'Impressum', 'Datenschutz', 'Alle Rechte vorbehalten');

  test.each([
    ['page', readHtml(page)],
    ['text', readText(text.join('\n'))],
  ])('separate the article of a %s from its furniture', (_, document) => {
    const scores = score(document);
    expect(scores).toHaveLength(document.blocks.length);
    const of = (wanted: string) => scores[document.blocks.findIndex((block) => block.text === wanted)];
    for (const line of ARTICLE) expect([line, of(line) > 0.6]).toEqual([line, true]);
    for (const line of FURNITURE) expect([line, of(line) < 0.4]).toEqual([line, true]);
    document.blocks.forEach((block, i) => {
      if (block.text === '') expect(scores[i]).toBe(1);
    });
  });

  test('do not depend on whether the hits are given or found', () => {
    const document = readHtml(page);
    expect(Array.from(scoreHits(document, findHits(document, packs)).scores)).toEqual(Array.from(score(document)));
  });

  test('do not depend on which documents were scored before', () => {
    const files = stored.map(([file]) => file);
    const scored = (file: string) => Array.from(score(read(file)));
    const once = new Map(files.map((file) => [file, scored(file)]));
    for (const file of files.toReversed()) expect([file, scored(file)]).toEqual([file, once.get(file)]);
  });

  test('exist for empty documents too', () => {
    expect(score(readText(''))).toHaveLength(0);
    expect(Array.from(score(readHtml('<html><body></body></html>')))).toEqual([1]);
  });
});

describe('weights', () => {
  test('are rejected if they are truncated or of another version', () => {
    const bytes = readFileSync(path.join(ROOT, 'src/content/forest/text.weights'));
    expect(() => readWeights(bytes.subarray(0, bytes.length - 100))).toThrow(/cut short/u);
    expect(() => readWeights(Buffer.from('{"format": "other/9"}\n'))).toThrow(/train them again/u);
    expect(() => readWeights(new Uint8Array(0))).toThrow(/train them again/u);
  });

  test('stay small', () => {
    const size = ['text', 'html'].map((format) => readFileSync(path.join(ROOT, `src/content/forest/${format}.weights`)).length);
    expect(size[0] + size[1]).toBeLessThan(3e6);
  });
});
