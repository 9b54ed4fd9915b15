/** Golden test: each sample, cleaned as the command cleans it, gives the body that a person wrote down for it. */
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { cleanAll, type Outcome } from '../src/batch/cleanAll.js';
import { compileRules, loadPacks, write } from '../src/index.js';
import { expectGolden } from './support/golden.js';
import { EXPECTED, SAMPLES, sampleFiles } from './support/samples.js';

/** Samples that do not come out as expected yet. Each is required to still fail: one that passes leaves this list. */
const KNOWN_FAILURES: readonly string[] = [];

const names = [...sampleFiles(SAMPLES, '.txt'), ...sampleFiles(SAMPLES, '.html')];

describe('the samples', () => {
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    const inputs = names.map((relative) => ({ file: path.join(SAMPLES, relative), relative }));
    for await (const outcome of cleanAll(inputs, { rules: compileRules(loadPacks()), site: 'auto', engine: 'auto' })) {
      outcomes.set(outcome.input.relative, outcome);
    }
  }, 60_000);

  function hold(name: string): void {
    const outcome = outcomes.get(name);
    if (outcome === undefined) throw new Error(`${name} was not cleaned`);
    if ('error' in outcome) throw outcome.error;
    expectGolden(write(outcome.document, outcome.article, 'txt'), path.join(EXPECTED, `${name}.txt`));
  }

  test.each(names.filter((name) => !KNOWN_FAILURES.includes(name)))('%s gives the expected body', hold);

  test('those that are known to fail still do', () => {
    expect(KNOWN_FAILURES.filter((name) => !names.includes(name))).toEqual([]);
    const passing = KNOWN_FAILURES.filter((name) => {
      try {
        hold(name);
        return true;
      } catch {
        return false;
      }
    });
    expect(passing).toEqual([]);
  });

  test('each have an expected body, and each expected body has its sample', () => {
    expect(sampleFiles(EXPECTED, '.txt')).toEqual(names.map((name) => `${name}.txt`).sort());
    expect(names.length).toBeGreaterThan(40);
  });

  test('are all texts and pages: nothing in the folder goes untested', () => {
    expect(sampleFiles(SAMPLES, '').filter((name) => /\.\w+$/u.test(path.basename(name)) && !name.endsWith('.example'))).toEqual(
      [...names].sort(),
    );
  });
});
