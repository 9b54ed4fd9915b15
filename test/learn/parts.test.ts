/** Learning depends neither on the order of documents, nor on whether a corpus was observed whole or in parts. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { learnFrom, observeAll, sitesByName } from '../../src/batch/learn/learnAll.js';
import { measureRemoved } from '../../src/batch/learn/measureRemoved.js';
import { DEFAULT_RUN } from '../../src/batch/run/spread.js';
import { findInputs, type Input } from '../../src/files/findInputs.js';
import { compileRules, dumpRules, type LearnedSite, loadPacks, type Rule } from '../../src/index.js';
import { mergeObservations, type Observations } from '../../src/learn/observe/observations.js';
import { ruleLines } from '../../src/rules/file/ruleLines.js';
import { linesOf, ruleSet } from '../support/learning.js';
import { SAMPLES } from '../support/samples.js';

const packs = compileRules(loadPacks());
const inputs = await findInputs([SAMPLES]);
const observe = async (some: readonly Input[], vote = false) =>
  (await observeAll(some, { site: 'auto', rules: packs, vote, run: DEFAULT_RUN })).observations;
const rulesOf = (observations: Observations) =>
  dumpRules(ruleSet(...learnFrom(observations, packs, true).sites.flatMap((site) => site.rules)));

// Batches of files wait a moment for more. If reading is slow and they give up, the run uses threads, which jest cannot
// start from sources; so they wait for as long as it takes.
beforeAll(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date', 'hrtime'] });
});
afterAll(() => {
  jest.useRealTimers();
});

/** The halves of the samples: each site is in both, with texts and pages. */
const halves = [0, 1].map((half) => inputs.filter((_, i) => Math.floor(i / 2) % 2 === half));

describe.each([
  ['without votes', false],
  ['with Readability’s votes', true],
])('the samples, observed %s,', (_, vote) => {
  let whole: Observations;
  let rules: string;

  beforeAll(async () => {
    whole = await observe(inputs, vote);
    rules = rulesOf(whole);
  }, 60_000);

  test('teach rules', () => {
    expect(ruleLines(rules).length).toBeGreaterThan(20);
  });

  test(`have ${vote ? 'votes in their pages' : 'no votes'}`, () => {
    expect(linesOf(whole).some((line) => line.includes('"main":['))).toBe(vote);
  });

  test.each([
    ['backwards', [inputs.toReversed()]],
    ['in two halves', halves],
    ['in two halves, the second one first', halves.toReversed()],
  ])(
    'teach the same rules when they are observed %s',
    async (_, parts) => {
      const merged: Observations = new Map();
      for (const part of parts) mergeObservations(merged, await observe(part, vote));
      expect(linesOf(merged)).toEqual(linesOf(whole));
      expect(rulesOf(merged)).toBe(rules);
    },
    60_000,
  );
});

describe('observing files', () => {
  test('a file that cannot be read is named, and the others are observed', async () => {
    const missing: Input = { file: path.join(SAMPLES, 'none.txt'), relative: 'none.txt' };
    const { observations, failures } = await observeAll([missing, inputs[0]], {
      site: 'auto',
      rules: packs,
      vote: true,
      run: DEFAULT_RUN,
    });
    expect(failures.map(({ name, error }) => [name, error.message])).toEqual([[missing.file, 'no longer exists']]);
    expect([...observations.values()].reduce((sum, { seen }) => sum + seen, 0)).toBe(1);
  });

  test('the site of each file is reported', async () => {
    const observations = await observe(inputs.slice(0, 4));
    const sites = sitesByName(learnFrom(observations, packs, true).observations);
    expect([...sites]).toEqual(expect.arrayContaining(inputs.slice(0, 4).map(({ file, relative }) => [file, relative.split('/')[0]])));
  });

  describe('the share of the observed text that a site’s rules remove', () => {
    let observations: Observations;
    let site: LearnedSite;

    beforeAll(async () => {
      observations = await observe(inputs.filter(({ relative }) => relative.startsWith('ostwall') && relative.endsWith('.txt')));
      [site] = learnFrom(observations, packs, true).sites;
    }, 60_000);

    test.each<[string, string, Rule['status'], (share: number) => boolean]>([
      ['a good part', 'active', undefined, (share) => share > 0.1],
      ['nothing', 'vetoed', 'vetoed', (share) => share === 0],
    ])('is %s if they are %s', (_, __, status, isRight) => {
      const rules = site.rules.map((rule): Rule => (status === undefined ? rule : { ...rule, status }));
      const { words = 0, removed = 0 } = measureRemoved(observations, [{ ...site, rules }]).get(site.site) ?? {};
      expect(words).toBeGreaterThan(2000);
      expect(isRight(removed / words)).toBe(true);
    });
  });
});
