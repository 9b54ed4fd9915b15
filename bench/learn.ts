#!/usr/bin/env node
// Times learning against cleaning, over the same files, by the same readers, in one process and in turns: reading and
// observing, proposing, and cleaning with the packs alone and as `klartext clean` does, with the model. It is the process's own time on the processors, so that
// what else runs on the machine counts little.
//   npm run bench:learn -- [--rounds 5] [--pages 200]      (--pages: how many of daniel-dev's HTML pages; 0 for none)
import path from 'node:path';
import { parseArgs } from 'node:util';
import { learnFrom, observeAll } from '#dist/batch/learn/learnAll.js';
import type { CleanSettings } from '#dist/batch/run/cleanSettings.js';
import { cleaner } from '#dist/batch/run/cleanTask.js';
import { DEFAULT_RUN } from '#dist/batch/run/spread.js';
import { findInputs, type Input } from '#dist/files/findInputs.js';
import { DEFAULT_READ, tasksOf } from '#dist/files/readTasks.js';
import { compileRules, type Format, loadPacks, type Model } from '#dist/index.js';
import { unpackSets } from './sets.js';

const { values: opt } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, pages: { type: 'string', default: '200' } },
});
const rules = compileRules(loadPacks());
const work: CleanSettings = { ruleSets: loadPacks(), site: 'path', engine: 'fast', to: 'txt', verdicts: false, removed: false };
const cleaners = { none: cleaner({ ...work, model: 'none' }), auto: cleaner({ ...work, model: 'auto' }) };
const folder = unpackSets(['daniel-dev', 'german-sites-dev']);
const inputsOf = (set: string, mode: Format): Promise<Input[]> => findInputs([path.join(folder, set, mode)]);
const html = await inputsOf('daniel-dev', 'html');
// Every n-th page: of all sites, the large ones more.
const step = Math.max(1, Math.floor(html.length / Math.max(1, +opt.pages)));
const allCorpora: (readonly [name: string, inputs: readonly Input[]])[] = [
  ['daniel-dev, text', await inputsOf('daniel-dev', 'text')],
  ['german-sites-dev, text', await inputsOf('german-sites-dev', 'text')],
  ['daniel-dev, html', html.filter((_, i) => i % step === 0).slice(0, +opt.pages)],
];
const corpora = allCorpora.filter(([, inputs]) => inputs.length > 0);

/** The result with the milliseconds that it took of the processors. */
async function timed<T>(work: () => T | Promise<T>): Promise<readonly [number, T]> {
  const started = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(started);
  return [(user + system) / 1000, result];
}

async function cleanThem(inputs: readonly Input[], model: Model): Promise<number> {
  let cleaned = 0;
  for await (const task of tasksOf(inputs, DEFAULT_READ)) if ('content' in task && 'written' in (await cleaners[model](task))) cleaned++;
  return cleaned;
}

/** Milliseconds of one round: cleaning with packs alone and with the model, observing, proposing. */
interface Times {
  readonly packs: number;
  readonly model: number;
  readonly observe: number;
  readonly propose: number;
}

async function round(inputs: readonly Input[]): Promise<Times> {
  const [packs, cleaned] = await timed(() => cleanThem(inputs, 'none'));
  const [model] = await timed(() => cleanThem(inputs, 'auto'));
  const [observe, { observations, failures }] = await timed(() =>
    observeAll(inputs, { rules, site: 'path', vote: false, run: { ...DEFAULT_RUN, jobs: 1 } }),
  );
  const [propose] = await timed(() => learnFrom(observations, rules, false));
  if (cleaned + failures.length !== inputs.length) throw new Error('cleaning and learning did not read the same files');
  return { packs, model, observe, propose };
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const times = corpora.map((): Times[] => []);
// The first round warms up: what it measures is the compiler.
for (let i = 0; i <= +opt.rounds; i++) {
  for (const [c, [, inputs]] of corpora.entries()) {
    const result = await round(inputs);
    if (i > 0) times[c].push(result);
  }
}
console.log(`median of ${opt.rounds} rounds, ms a file   packs    model   observe  propose   observe / packs   observe + propose / model`);
for (const [c, [name, inputs]] of corpora.entries()) {
  const ms = (what: keyof Times): string => (median(times[c].map((one) => one[what])) / inputs.length).toFixed(2).padStart(9);
  const ratio = (of: (times: Times) => number): string => median(times[c].map(of)).toFixed(2);
  const reading = ratio(({ packs, observe }) => observe / packs);
  const all = ratio(({ model, observe, propose }) => (observe + propose) / model);
  console.log(
    `${`${name} (${inputs.length})`.padEnd(32)}${ms('packs')}${ms('model')}${ms('observe')}${ms('propose')}${reading.padStart(13)}${all.padStart(20)}`,
  );
}
