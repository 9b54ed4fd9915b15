/**
 * Everything is linear in the document: what is repeated twice as often takes at most three times the steps. Steps are
 * counted, not timed (bench/linear/steps.ts). `npm run bench:linear` times the same documents.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import type { Excess } from '../bench/linear/growth.js';
import { ROOT } from './support/samples.js';

/** Generous, for a machine that is busy with other things. */
const LIMIT_MS = 600_000;
const PARTS = 2;

interface Report {
  readonly name: string;
  readonly steps: readonly [number, number];
  readonly excesses: readonly Excess[];
}

/** What a process counts (support/steps.ts). */
async function count(...args: readonly string[]): Promise<Report[]> {
  // Kills a process that hangs before jest gives up on the test, which would leave it running.
  const options = { timeout: LIMIT_MS - 5000, maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(ROOT, 'build/test/support/steps.js'), ...args], options);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);
}

test('the count finds what is quadratic, in a loop or inside of V8, and nothing else', async () => {
  const reports = await count('--probes');
  const found = reports.filter(({ excesses }) => excesses.length > 0).map(({ name }) => name);
  expect(reports.map(({ name }) => name).sort()).toEqual(['late', 'linear', 'quadratic', 'quadraticInside', 'quadraticSearch']);
  expect(found.sort()).toEqual(['quadratic', 'quadraticInside', 'quadraticSearch']);
});

test(
  'labels of the packs, selectors, kinds of learned rules and hostile shapes: twice of them takes at most three times the steps',
  async () => {
    const dist = path.join(process.env.KLARTEXT_BUILT as string, 'dist');
    const parts = await Promise.all(Array.from({ length: PARTS }, (_, part) => count(dist, `${part}/${PARTS}`)));
    const reports = parts.flat();
    expect(reports.length).toBeGreaterThan(600);
    expect(reports.filter(({ steps: [once, twice] }) => once < 100_000 || twice <= once)).toEqual([]);
    expect(reports.filter(({ excesses }) => excesses.length > 0)).toEqual([]);
  },
  LIMIT_MS,
);
