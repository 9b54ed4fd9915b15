/** Learning does not depend on the order of documents, nor on whether a corpus was observed whole or in parts. */
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { learnFrom, observeAll, sitesByName } from '../../src/batch/learn/learnAll.js';
import { measureRemoved } from '../../src/batch/learn/measure.js';
import { DEFAULT_RUN } from '../../src/batch/run/spread.js';
import { findInputs, type Input } from '../../src/files/findInputs.js';
import { compileRules, dumpRules, loadPacks } from '../../src/index.js';
import { mergeObservations, type Observations } from '../../src/learn/observe/observations.js';
import { linesOf, ruleSet } from '../support/learning.js';
import { SAMPLES } from '../support/samples.js';

const packs = compileRules(loadPacks());
const inputs = await findInputs([SAMPLES]);
const observe = async (some: readonly Input[], vote = false) =>
  (await observeAll(some, { site: 'auto', rules: packs, vote, run: DEFAULT_RUN })).observations;
const rulesOf = (observations: Observations) =>
  dumpRules(ruleSet(...learnFrom(observations, packs, true).sites.flatMap((site) => site.rules)));

/** The halves of the samples: each site in both, and texts as well as pages. */
const halves = [0, 1].map((half) => inputs.filter((_, i) => Math.floor(i / 2) % 2 === half));

describe.each([
  ['without votes', false],
  ['with Readability’s votes', true],
])('the rules of the samples, %s,', (_, vote) => {
  test('are the same from the whole, from the whole backwards, and from two halves merged in either order', async () => {
    const whole = await observe(inputs, vote);
    const expected = rulesOf(whole);
    expect(expected.split('- id:').length).toBeGreaterThan(20);
    const backwards = await observe(inputs.toReversed(), vote);
    expect(linesOf(backwards)).toEqual(linesOf(whole));
    expect(rulesOf(backwards)).toBe(expected);
    const [a, b] = [await observe(halves[0], vote), await observe(halves[1], vote)];
    for (const parts of [
      [a, b],
      [b, a],
    ]) {
      const merged: Observations = new Map();
      for (const part of parts) mergeObservations(merged, part);
      expect(linesOf(merged)).toEqual(linesOf(whole));
      expect(rulesOf(merged)).toBe(expected);
    }
    // The votes are there: in pages, and only where they were asked for.
    expect(linesOf(whole).some((line) => line.includes('"main":['))).toBe(vote);
  }, 60_000);
});

describe('observing files', () => {
  test('goes on after those that cannot be read, and names them', async () => {
    const missing: Input = { file: path.join(SAMPLES, 'none.txt'), relative: 'none.txt' };
    const { observations, failures } = await observeAll([missing, inputs[0]], {
      site: 'auto',
      rules: packs,
      vote: true,
      run: DEFAULT_RUN,
    });
    expect(failures.map(({ name, error }) => [name, error.message])).toEqual([[missing.file, 'is not there any more']]);
    expect([...observations.values()].reduce((sum, { seen }) => sum + seen, 0)).toBe(1);
  });

  test('remembers which site a file was counted for', async () => {
    const observations = await observe(inputs.slice(0, 4));
    const sites = sitesByName(learnFrom(observations, packs, true).observations);
    expect([...sites]).toEqual(expect.arrayContaining(inputs.slice(0, 4).map(({ file, relative }) => [file, relative.split('/')[0]])));
  });

  test('tells how much of the observed text a site’s rules remove', async () => {
    const observations = await observe(inputs.filter(({ relative }) => relative.startsWith('ostwall') && relative.endsWith('.txt')));
    const { sites } = learnFrom(observations, packs, true);
    const removed = measureRemoved(observations, sites).get('ostwall-kurier.example');
    expect(removed?.words).toBeGreaterThan(2000);
    expect((removed?.removed ?? 0) / (removed?.words ?? 1)).toBeGreaterThan(0.1);
    const [vetoed] = sites.map((site) => ({ ...site, rules: site.rules.map((rule) => ({ ...rule, status: 'vetoed' as const })) }));
    expect(measureRemoved(observations, [vetoed]).get(vetoed.site)?.removed).toBe(0);
  });
});
