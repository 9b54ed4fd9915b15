#!/usr/bin/env node
// Fuzzes every reader: valid inputs are damaged, read, and what was read is held to the library's promises.
//   npm run fuzz -- [--runs N] [--seed S] [--target NAME[,NAME…]] [--how both|mutated|guided] [--workers N]
//                   [--limit SECONDS] [--out DIR] [--dist DIR]
//   npm run fuzz -- --seed S --target NAME --at NUMBER     # one input again, as a failure is reported; saved into DIR
//   npm run fuzz -- --target NAME --input FILE             # an input that was saved
// Half of the inputs are mutated from seeds and numbered: target, seed and number make the same one each time. The others
// are guided by coverage: what reaches new code is mutated further (guided.mjs), and what comes depends on what has come.
// A crash is an error that is no documented answer, a broken promise, a worker that dies, or an input that takes longer
// than the limit. Each is saved and named. “code reached” is in characters of the build.
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { InHand } from './inHand.mjs';
import { makeInput } from './inputs.mjs';
import { reportOf } from './report.mjs';
import { asInput, makeTargets } from './targets.mjs';

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
    input: { type: 'string' },
    how: { type: 'string', default: 'both' },
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
/** What workers have kept for its coverage, of each target, with the worker that has it already. */
const corpora = new Map(Object.keys(targets).map((name) => [name, []]));
if (opt.input !== undefined) await runOne(opt.target, inputIn(opt.target, opt.input));
else if (opt.at !== undefined) {
  const input = makeInput(targets, opt.target, seed, Number(opt.at));
  console.log(`saved as ${save(opt.target, opt.at, input)}`);
  await runOne(opt.target, input);
} else await runAll();

/** Runs one input in this process, for a debugger. */
async function runOne(name, input) {
  await targets[name].run(input);
  console.log('read');
}

function inputIn(name, file) {
  const bytes = readFileSync(file);
  return typeof targets[name].seeds(1)[0] === 'string' ? bytes.toString('utf16le') : new Uint8Array(bytes);
}

async function runAll() {
  const shares = sharesOf();
  console.log(`seed ${seed}, dist ${opt.dist}`);
  const began = performance.now();
  const none = { inputs: 0, refused: 0, kept: 0, seconds: 0, failures: 0 };
  const sums = new Map(shares.map(({ name }) => [name, { ...none, slowest: { ms: 0, index: 0 }, reached: { mutated: 0, guided: 0 } }]));
  const stretches = shares.flatMap(stretchesOf);
  await Promise.all(Array.from({ length: Number(opt.workers) }, (_, by) => work(by, stretches, sums)));
  console.log(`\n${reportOf(sums, (performance.now() - began) / 1000, { seed, workers: opt.workers })}`);
  process.exit([...sums.values()].some(({ failures }) => failures > 0) ? 1 : 0);
}

/** A target's inputs, in pieces, mutated and guided by turns. */
function stretchesOf({ name, runs }) {
  const halves = opt.how === 'both' ? [Math.ceil(runs / 2), Math.floor(runs / 2)] : opt.how === 'guided' ? [0, runs] : [runs, 0];
  const [mutated, guided] = halves.map((count, half) =>
    Array.from({ length: Math.ceil(count / STRETCH) }, (_, i) => ({
      name,
      guided: half === 1,
      from: i * STRETCH,
      to: Math.min(count, (i + 1) * STRETCH),
    })),
  );
  return Array.from({ length: Math.max(mutated.length, guided.length) }, (_, i) => [mutated[i], guided[i]])
    .flat()
    .filter((stretch) => stretch !== undefined);
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
async function work(by, stretches, sums) {
  let worker;
  for (let stretch = stretches.shift(); stretch !== undefined; stretch = stretches.shift()) {
    worker ??= await startWorker();
    const began = performance.now();
    const sum = sums.get(stretch.name);
    const { end, failures } = await watch(worker, { ...stretch, found: foundFor(worker, by, stretch) });
    sum.seconds += (performance.now() - began) / 1000;
    if ('done' in end) {
      const { done } = end;
      sum.inputs += done.count;
      sum.refused += done.refused;
      sum.kept += done.kept.length;
      const how = stretch.guided ? 'guided' : 'mutated';
      sum.reached[how] = Math.max(sum.reached[how], done.reached);
      if (done.slowest.ms > sum.slowest.ms) sum.slowest = done.slowest;
      for (const failure of failures) tell(stretch, failure, sum);
      corpora.get(stretch.name).push(...done.kept.map((units) => ({ by, units })));
      continue;
    }
    await worker.thread.terminate();
    worker = undefined;
    tell(stretch, end, sum);
    sum.inputs++;
    if (stretch.guided) {
      // What came before it would not come again.
      for (const failure of failures) tell(stretch, failure, sum);
      sum.inputs += end.index - stretch.from;
      if (end.index + 1 < stretch.to) stretches.unshift({ ...stretch, from: end.index + 1 });
      continue;
    }
    // What came before it in its stretch was not reported: it runs again, without it.
    const around = [
      { ...stretch, to: end.index },
      { ...stretch, from: end.index + 1 },
    ].filter(({ from, to }) => from < to);
    stretches.unshift(...around);
  }
  await worker?.thread.terminate();
}

/** What others have kept since this worker was told last. */
function foundFor(worker, by, { name, guided }) {
  if (!guided) return [];
  const all = corpora.get(name);
  const known = worker.told.get(name);
  worker.told.set(name, all.length);
  // One that takes another's place knows nothing of what that has kept.
  return all.slice(known ?? 0).flatMap((one) => (one.by === by && known !== undefined ? [] : [one.units]));
}

async function startWorker() {
  const place = InHand.place();
  const thread = new Worker(here('worker.mjs'), {
    workerData: { dist: opt.dist, seed, place },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  await once(thread, 'message');
  return { thread, hand: new InHand(place), told: new Map() };
}

/** Waits for a stretch; where the worker stays at one input for too long, or dies, tells which that was. */
function watch({ thread, hand }, stretch) {
  return new Promise((resolve) => {
    const failures = [];
    let seen = hand.count;
    let since = performance.now();
    const stop = (end) => {
      clearInterval(timer);
      thread.off('message', listen).off('error', died);
      resolve({ end, failures });
    };
    const listen = (message) => {
      if ('failure' in message) failures.push(message.failure);
      else stop(message);
    };
    const lost = (message) => stop({ index: hand.index, units: hand.units, message });
    const died = (error) => lost(`the worker died: ${error.message}`);
    // Seeds are made before the first input of an epoch, which takes its time: nothing hangs before one has begun.
    let begun = false;
    const timer = setInterval(() => {
      const now = hand.count;
      if (now !== seen) begun = true;
      if (now !== seen || !begun) {
        seen = now;
        since = performance.now();
      } else if (performance.now() - since > Number(opt.limit) * 1000) {
        lost(`takes longer than ${opt.limit} seconds`);
      }
    }, 100);
    thread.on('message', listen).on('error', died);
    thread.postMessage(stretch);
  });
}

function tell({ name, guided }, { index, units, message }, sum) {
  sum.failures++;
  if (sum.failures > TOLD) return;
  const file = save(name, guided ? `guided-${index}` : index, asInput(units));
  const again = guided ? `--target ${name} --input ${file}` : `--seed ${seed} --target ${name} --at ${index}`;
  console.log(`\nFAILURE ${name} ${index}, saved as ${file}\n  again: npm run fuzz -- ${again}`);
  console.log(`  ${message.split('\n').slice(0, 6).join('\n  ')}`);
}

function save(name, index, input) {
  mkdirSync(opt.out, { recursive: true });
  const file = path.join(opt.out, `${name}-${seed}-${index}`);
  // Halves of pairs are no UTF-8: code units are written as they are.
  writeFileSync(file, typeof input === 'string' ? Buffer.from(input, 'utf16le') : input);
  return file;
}
