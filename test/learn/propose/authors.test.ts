/** Author boxes: what is learned from a name and the lines about that person below it. */
import { expect, test } from '@jest/globals';
import type { Rule } from '../../../src/index.js';
import { observe } from '../../../src/learn/observe/observe.js';
import { propose } from '../../../src/learn/propose/propose.js';
import { testRules } from '../../../src/review/ruleTests.js';
import { observationsOf, ruleSet, textOf } from '../../support/learning.js';

const SITE = 'bote.example';
const OWNERS = ['Alma Terhorst', 'Jonte Brix', 'Mara van Dyk', 'Pelle Ost'];

function article(i: number, bio: string) {
  const prose = Array.from(
    { length: 3 },
    (_, n) => `Boot${i}x${n} legte gegen Abend am Kai${i}x${n} an, und Wirtin${i} trug Suppe${n} hinaus.`,
  );
  return textOf(SITE, `${i}.txt`, ...prose, OWNERS[i], `${OWNERS[i]} ${bio}`);
}

function boxesOf(bio: string): Rule[] {
  const seen = OWNERS.map((_, i) => observe(article(i, bio)));
  return propose(observationsOf(seen))[0].rules.filter(({ category }) => category === 'author-bio');
}

test('author boxes are learned as a sequence; its examples show both lines and pass', () => {
  const bio = 'schreibt seit vielen Jahren über Häfen, Netze und das Wetter.';
  const [box] = boxesOf(bio);
  expect(box).toMatchObject({ match: { sequence: ['{name}', '{name} {any}'] }, where: 'tail' });
  expect(box.evidence?.examples?.[0]).toBe(`Alma Terhorst ▸ Alma Terhorst ${bio}`);
  expect(testRules(ruleSet(box))).toEqual({ tried: 2, failures: [], untested: [] });
});

test('examples of long author boxes are cut and can still be tried', () => {
  const [box] = boxesOf(`schreibt ${'über Häfen, '.repeat(16)}Netze und das Wetter.`);
  expect(box.evidence?.examples?.[0]).toMatch(/^Alma Terhorst ▸ Alma Terhorst schreibt .*…$/u);
  expect(testRules(ruleSet(box))).toEqual({ tried: 2, failures: [], untested: [] });
});

test.each([
  ['more than the rule could take', 'Netze, '.repeat(40)],
  ['longer than what is kept of a block', 'Hafenmeisterinnengehilfe '.repeat(20)],
])('author boxes are not learned if they are %s', (_, words) => {
  expect(boxesOf(`schreibt über ${words}und das Wetter.`)).toEqual([]);
});
