/** Long stretches of sentences are not lost to a doubt of the model. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, parseRules, readText } from '../../src/index.js';
import { removable } from '../../src/judge/removable.js';
import { findHits } from '../../src/rules/match/findHits.js';

/** Eighteen words, which a text may have again and again with another number. */
const sentence = (number: number): string =>
  `Die Fährfrau von Hohenwiek legt auch im ${number}. Winter zweimal am Tag ab, wenn das Eis es zulässt.`;
const LABEL = 'Neues vom Deich';
const rules = compileRules([
  parseRules(
    'format: klartext-rules/1\ncategory: teaser\nrules:\n  - id: news\n    remove: block\n    match:\n      text: [Neues vom Deich]\n',
    'news.yaml',
  ),
]);

/** How many of a text's lines go, with the rules' hits. */
function goneOf(lines: readonly (readonly [text: string, score: number])[]): number {
  const document = readText(lines.map(([text]) => text).join('\n'));
  const scores = Float32Array.from(lines, ([, score]) => score);
  const goes = removable(document, scores, findHits(document, rules), { threshold: 0.4, isKnown: false, hasFewDoubts: true });
  return goes.reduce((sum, is) => sum + is, 0);
}

const stretch = (length: number, score: number): [string, number][] => Array.from({ length }, (_, i) => [sentence(i), score]);
const article = stretch(3, 0.98);

describe('stretches of sentences that the model alone speaks against', () => {
  test('a long one stays in doubt, a short one goes', () => {
    expect(goneOf([...article, ...stretch(6, 0.2)])).toBe(0);
    expect(goneOf([...article, ...stretch(2, 0.2)])).toBe(2);
  });

  test('one of which the model is sure goes, however long', () => {
    expect(goneOf([...article, ...stretch(6, 0.1)])).toBe(6);
  });

  test('what a rule takes ends a stretch', () => {
    const label = [LABEL, 0.1] as const;
    expect(goneOf([...article, ...stretch(2, 0.2), label, ...stretch(2, 0.2)])).toBe(5);
    expect(goneOf([...article, ...stretch(3, 0.2), ['Neues von der Fähre', 0.1], ...stretch(3, 0.2)])).toBe(0);
  });

  test('its labels stay with it, unless they are surely furniture', () => {
    expect(goneOf([...article, ...stretch(3, 0.2), ['Am Steg', 0.1], ...stretch(3, 0.2), ['Zur Startseite', 0.02]])).toBe(1);
  });

  test('labels alone are no stretch', () => {
    expect(goneOf([...article, ...Array.from({ length: 40 }, (): [string, number] => ['Am Steg von Hohenwiek', 0.2])])).toBe(40);
  });
});
