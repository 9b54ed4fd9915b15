#!/usr/bin/env node
// Fuzzes every reader: valid inputs are damaged, read, and what was read is held to the library's promises.
//   npm run fuzz -- [--runs N] [--seed S] [--target NAME[,NAME…]] [--workers N] [--limit SECONDS] [--out DIR] [--dist DIR]
//   npm run fuzz -- --seed S --target NAME --at NUMBER     # one input again, as a failure is reported; saved into DIR
// Inputs are numbered: target, seed and number make the same one each time. A crash is an error that is no documented
// answer, a broken promise, a worker that dies, or an input that takes longer than the limit. Each is saved and named.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { makeInput } from './inputs.mjs';
import { makeTargets } from './targets.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values: opt } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    target: { type: 'string' },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    limit: { type: 'string', default: '10' },
    out: { type: 'string', default: here('failures') },
    dist: { type: 'string', default: here('../dist') },
    at: { type: 'string' },
  },
});
const seed = Number(opt.seed);
/** A stretch that one worker runs at a time. */
const STRETCH = 1000;
/** More failures of one target than this say nothing new. */
const TOLD = 20;
/** Memory of a worker, in megabytes: what needs more is a failure. */
const MEMORY = 1500;

const targets = await makeTargets(opt.dist);
const unknown = (opt.target ?? '').split(',').filter((name) => name !== '' && !(name in targets));
if (unknown.length > 0) {
  console.error(`no target ${unknown.join(', ')}; there are ${Object.keys(targets).join(', ')}`);
  process.exit(2);
}
if (opt.at !== undefined) await runOne(opt.target, Number(opt.at));
else await runAll();

/** Runs one input in this process, for a debugger. */
async function runOne(name, index) {
  const input = makeInput(targets, name, seed, index);
  console.log(`saved as ${save(name, index, input)}`);
  await targets[name].run(input);
  console.log('read');
}

async function runAll() {
  const shares = sharesOf();
  console.log(`seed ${seed}, dist ${opt.dist}`);
  const began = performance.now();
  const sums = new Map(shares.map(({ name }) => [name, { inputs: 0, refused: 0, seconds: 0, slowest: { ms: 0, index: 0 }, failures: 0 }]));
  const stretches = shares.flatMap(({ name, runs }) =>
    Array.from({ length: Math.ceil(runs / STRETCH) }, (_, i) => ({ name, from: i * STRETCH, to: Math.min(runs, (i + 1) * STRETCH) })),
  );
  await Promise.all(Array.from({ length: Number(opt.workers) }, () => work(stretches, sums)));
  report(sums, (performance.now() - began) / 1000);
  process.exit([...sums.values()].some(({ failures }) => failures > 0) ? 1 : 0);
}

/** How many inputs each target gets of all. */
function sharesOf() {
  const named = opt.target?.split(',');
  const all = Object.entries(targets).filter(([name, { share }]) => (named === undefined ? share > 0 : named.includes(name)));
  const share = (target) => (named === undefined ? target.share : Math.max(target.share, 0.01));
  const sum = all.reduce((total, [, target]) => total + share(target), 0);
  return all.map(([name, target]) => ({ name, runs: Math.ceil((Number(opt.runs) * share(target)) / sum) }));
}

/** Takes stretches until none is left, each by a worker that is watched; one that hangs or dies is replaced. */
async function work(stretches, sums) {
  let worker;
  for (let stretch = stretches.shift(); stretch !== undefined; stretch = stretches.shift()) {
    worker ??= await startWorker();
    const began = performance.now();
    const done = await watch(worker, stretch);
    const sum = sums.get(stretch.name);
    sum.seconds += (performance.now() - began) / 1000;
    if ('count' in done) {
      sum.inputs += done.count;
      sum.refused += done.refused;
      if (done.slowest.ms > sum.slowest.ms) sum.slowest = done.slowest;
      for (const failure of done.failures) tell(stretch.name, failure, sum);
      continue;
    }
    await worker.thread.terminate();
    worker = undefined;
    // What came before it in its stretch was not reported: it runs again, without it.
    tell(stretch.name, done, sum);
    sum.inputs++;
    const around = [
      { ...stretch, to: done.index },
      { ...stretch, from: done.index + 1 },
    ].filter(({ from, to }) => from < to);
    stretches.unshift(...around);
  }
  await worker?.thread.terminate();
}

async function startWorker() {
  const place = new SharedArrayBuffer(8);
  const thread = new Worker(here('worker.mjs'), {
    workerData: { dist: opt.dist, seed, place },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  await once(thread, 'message');
  return { thread, at: new Int32Array(place) };
}

/** Waits for a stretch; where the worker stays at one input for too long, or dies, tells which that was. */
function watch({ thread, at }, stretch) {
  return new Promise((resolve) => {
    let seen = Atomics.load(at, 0);
    let since = performance.now();
    const stop = (result) => {
      clearInterval(timer);
      thread.off('message', stop).off('error', died);
      resolve(result);
    };
    const died = (error) => stop({ index: Atomics.load(at, 1), message: `the worker died: ${error.message}` });
    // Seeds are made before the first input of an epoch, which takes its time: nothing hangs before one has begun.
    let begun = false;
    const timer = setInterval(() => {
      const now = Atomics.load(at, 0);
      if (now !== seen) begun = true;
      if (now !== seen || !begun) {
        seen = now;
        since = performance.now();
      } else if (performance.now() - since > Number(opt.limit) * 1000) {
        stop({ index: Atomics.load(at, 1), message: `takes longer than ${opt.limit} seconds` });
      }
    }, 100);
    thread.on('message', stop).on('error', died);
    thread.postMessage(stretch);
  });
}

function tell(name, { index, message }, sum) {
  sum.failures++;
  if (sum.failures > TOLD) return;
  const file = save(name, index, makeInput(targets, name, seed, index));
  console.log(`\nFAILURE ${name} ${index}, saved as ${file}\n  again: npm run fuzz -- --seed ${seed} --target ${name} --at ${index}`);
  console.log(`  ${message.split('\n').slice(0, 6).join('\n  ')}`);
}

function save(name, index, input) {
  mkdirSync(opt.out, { recursive: true });
  const file = path.join(opt.out, `${name}-${seed}-${index}`);
  // Halves of pairs are no UTF-8: code units are written as they are.
  writeFileSync(file, typeof input === 'string' ? Buffer.from(input, 'utf16le') : input);
  return file;
}

function report(sums, seconds) {
  const rows = [...sums].map(([name, sum]) => [
    name,
    sum.inputs,
    sum.refused,
    sum.seconds.toFixed(1),
    `${sum.slowest.ms.toFixed(0)} (${sum.slowest.index})`,
    sum.failures,
  ]);
  const total = (column) => rows.reduce((all, row) => all + Number(row[column]), 0);
  const head = ['target', 'inputs', 'refused', 'seconds', 'slowest ms (number)', 'failures'];
  const last = ['all', total(1), total(2), total(3).toFixed(1), '', total(5)];
  const lines = [head, ...rows, last].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column].length)));
  console.log('');
  for (const row of lines) console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
  console.log(`\n${total(1)} inputs in ${seconds.toFixed(1)} s, seed ${seed}, ${opt.workers} workers: ${total(5)} failures`);
}
