#!/usr/bin/env node
// How the time and the memory of cleaning grow when a document repeats something twice as often: what packs look for,
// kinds of learned rules, and shapes that cost most. The worst come first.
//   npm run bench:linear -- [--all] [--only TEXT] [--rows 25]
// Each kind of label stands for those that run the same code; --all times every label, which takes an hour. A test holds
// the steps of the same documents (test/linear.test.ts): here, time inside V8 counts too.
import { parseArgs } from 'node:util';
import { cleanWith, compileRules, loadPacks, parseRules, readHtml, readText } from '#dist/index.js';
import { allLabels, hostileShapes, oneOfEachKind, packLabels, type Repeated, repeatedLabel, repeatedRules } from './linear/repeated.js';

const { values: opt } = parseArgs({
  options: { all: { type: 'boolean', default: false }, only: { type: 'string' }, rows: { type: 'string', default: '25' } },
});

/** Milliseconds of CPU from which a time can be compared. */
const LONG = 40;
const MOST_TIMES = 1 << 16;
const TRIES = 3;

interface Measured {
  readonly name: string;
  readonly times: number;
  /** Milliseconds of CPU for n and for 2n. */
  readonly ms: readonly [number, number];
  /** Bytes that the document and its article hold, for n and for 2n. */
  readonly held: readonly [number, number];
}

const packs = loadPacks();
const rules = compileRules(packs);
const labels = packLabels();
const documents = [
  ...hostileShapes(),
  ...repeatedRules(),
  ...(opt.all ? labels : oneOfEachKind(labels)).flatMap(repeatedLabel),
  ...allLabels(labels),
];
const measured: Measured[] = [];
for (const one of documents) if (opt.only === undefined || one.name.includes(opt.only)) measured.push(await measure(one));
print(measured.sort((a, b) => ratio(b.ms) - ratio(a.ms)));

async function measure(document: Repeated): Promise<Measured> {
  const clean = cleaner(document);
  let times = 8;
  while (times < MOST_TIMES && (await cpu(clean, times)) < LONG) times *= 2;
  return {
    name: document.name,
    times,
    ms: [await best(clean, times), await best(clean, 2 * times)],
    held: [await held(clean, times), await held(clean, 2 * times)],
  };
}

type Clean = (times: number) => Promise<unknown>;

function cleaner({ format, make, rules: file }: Repeated): Clean {
  const compiled = file === undefined ? rules : compileRules([parseRules(file, 'probe'), ...packs]);
  return async (times) => {
    const source = make(times);
    const { document, article } = await cleanWith(format === 'html' ? readHtml(source) : readText(source), compiled, { engine: 'fast' });
    return { document, verdicts: article.verdicts };
  };
}

async function best(clean: Clean, times: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES; i++) least = Math.min(least, await cpu(clean, times));
  return least;
}

/** Milliseconds of CPU, of all threads. */
async function cpu(clean: Clean, times: number): Promise<number> {
  const began = process.cpuUsage();
  await clean(times);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

async function held(clean: Clean, times: number): Promise<number> {
  const before = memory();
  const kept = await clean(times);
  const after = memory();
  // Keeps what was made until it has been measured.
  return kept === undefined ? 0 : Math.max(0, after - before);
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function ratio([once, twice]: readonly [number, number]): number {
  return twice / Math.max(1, once);
}

function print(all: readonly Measured[]): void {
  const worst = all.slice(0, Number(opt.rows));
  const show = (value: number, digits = 1) => value.toFixed(digits).padStart(9);
  console.log(`${all.length} documents, n and 2n repetitions; the ${worst.length} that grow fastest`);
  console.log('        n     ms, n    ms, 2n     ratio     MB, n    MB, 2n  repeated');
  for (const { name, times, ms, held: bytes } of worst)
    console.log(
      `${String(times).padStart(9)} ${show(ms[0])} ${show(ms[1])} ${show(ratio(ms), 2)} ${show(bytes[0] / 1e6)} ${show(bytes[1] / 1e6)}  ${name.replaceAll('\n', ' | ').slice(0, 90)}`,
    );
}
