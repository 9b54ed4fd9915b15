#!/usr/bin/env node
// Fuzzes every reader: valid inputs are damaged, read, and what was read is held to the library's promises.
//   npm run fuzz -- [--runs N] [--seed S] [--target NAME[,NAME…]] [--how both|mutated|guided] [--workers N]
//                   [--limit SECONDS] [--out DIR] [--dist DIR]
//   npm run fuzz -- --seed S --target NAME --at NUMBER     # one input again, as a failure is reported; saved into DIR
//   npm run fuzz -- --target NAME --input FILE             # an input that was saved
// Half of the inputs are mutated from seeds and numbered: target, seed and number make the same one each time. The others
// are guided by coverage: what reaches new code is mutated further (guided.ts), and what comes depends on what has come.
// A crash is an error that is no documented answer, a broken promise, a worker that dies, or an input that takes longer
// than the limit. Each is saved and named. “code reached” is in characters of the build.
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { refuse, required } from '../scripts/options.js';
import { ROOT } from '../scripts/paths.js';
import { InHand } from './inHand.js';
import { asInput, makeInput } from './inputs.js';
import { reportOf, type TargetSum } from './report.js';
import type { Done, Failure, Message, Stretch, WorkerSettings } from './stretch.js';
import type { Input, Target, Units } from './target.js';
import { makeTargets } from './targets.js';

const { values: opt } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    target: { type: 'string' },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    limit: { type: 'string', default: '10' },
    out: { type: 'string', default: path.join(ROOT, 'fuzz/failures') },
    dist: { type: 'string', default: path.join(ROOT, 'dist') },
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
  refuse(`no target ${unknown.join(', ')}; there are ${Object.keys(targets).join(', ')}`);
}
interface Kept {
  readonly by: number;
  readonly units: Units;
}

/** What workers have kept for its coverage, of each target, with the worker that has it already. */
const corpora = new Map(Object.keys(targets).map((name): [string, Kept[]] => [name, []]));
if (opt.input !== undefined) {
  const name = required('target', opt.target);
  await runOne(name, inputIn(name, opt.input));
} else if (opt.at !== undefined) {
  const name = required('target', opt.target);
  const input = makeInput(targets, name, seed, Number(opt.at));
  console.log(`saved as ${save(name, opt.at, input)}`);
  await runOne(name, input);
} else await runAll();

/** Runs one input in this process, for a debugger. */
async function runOne(name: string, input: Input): Promise<void> {
  await targets[name].run(input);
  console.log('read');
}

function inputIn(name: string, file: string): Input {
  const bytes = readFileSync(file);
  return typeof targets[name].seeds(1)[0] === 'string' ? bytes.toString('utf16le') : new Uint8Array(bytes);
}

async function runAll(): Promise<void> {
  const shares = sharesOf();
  console.log(`seed ${seed}, dist ${opt.dist}`);
  const began = performance.now();
  const sums = new Map(shares.map(({ name }) => [name, nothing()]));
  const stretches = shares.flatMap(stretchesOf);
  await Promise.all(Array.from({ length: Number(opt.workers) }, (_, by) => work(by, stretches, sums)));
  console.log(`\n${reportOf(sums, (performance.now() - began) / 1000, { seed, workers: opt.workers })}`);
  process.exit([...sums.values()].some(({ failures }) => failures > 0) ? 1 : 0);
}

function nothing(): TargetSum {
  const slowest = { ms: 0, index: 0 };
  return { inputs: 0, refused: 0, kept: 0, seconds: 0, failures: 0, slowest, reached: { mutated: 0, guided: 0 } };
}

/** What is asked of a target. */
interface Share {
  readonly name: string;
  readonly runs: number;
}

/** A stretch that waits for a worker. */
type Waiting = Omit<Stretch, 'found'>;

/** A target's inputs, in pieces, mutated and guided by turns. */
function stretchesOf({ name, runs }: Share): Waiting[] {
  const [mutated, guided] = halvesOf(runs).map((count, half) =>
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

/** How many are mutated, and how many guided. */
function halvesOf(runs: number): readonly [number, number] {
  if (opt.how === 'both') return [Math.ceil(runs / 2), Math.floor(runs / 2)];
  return opt.how === 'guided' ? [0, runs] : [runs, 0];
}

/** How many inputs each target gets of all. */
function sharesOf(): Share[] {
  const named = opt.target?.split(',');
  const all = Object.entries(targets).filter(([name, { share }]) => (named === undefined ? share > 0 : named.includes(name)));
  const share = (target: Target): number => (named === undefined ? target.share : Math.max(target.share, 0.01));
  const sum = all.reduce((total, [, target]) => total + share(target), 0);
  return all.map(([name, target]) => ({ name, runs: Math.ceil((Number(opt.runs) * share(target)) / sum) }));
}

/** Takes stretches until none is left, each by a worker that is watched; one that hangs or dies is replaced. */
async function work(by: number, stretches: Waiting[], sums: ReadonlyMap<string, TargetSum>): Promise<void> {
  let worker: Watched | undefined;
  for (let stretch = stretches.shift(); stretch !== undefined; stretch = stretches.shift()) {
    worker ??= await startWorker();
    const began = performance.now();
    const sum = sums.get(stretch.name) as TargetSum;
    const { end, failures } = await watch(worker, { ...stretch, found: foundFor(worker, by, stretch) });
    sum.seconds += (performance.now() - began) / 1000;
    if ('done' in end) {
      addDone(sum, stretch, end.done);
      for (const failure of failures) tell(stretch, failure, sum);
      corpora.get(stretch.name)?.push(...end.done.kept.map((units) => ({ by, units })));
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
    }
    stretches.unshift(...restOf(stretch, end.index));
  }
  await worker?.thread.terminate();
}

function addDone(sum: TargetSum, { guided }: Waiting, done: Done): void {
  sum.inputs += done.count;
  sum.refused += done.refused;
  sum.kept += done.kept.length;
  const how = guided ? 'guided' : 'mutated';
  sum.reached[how] = Math.max(sum.reached[how], done.reached);
  if (done.slowest.ms > sum.slowest.ms) sum.slowest = done.slowest;
}

/** What is left of a stretch that ended with an input: what came before it in a mutated one was not reported, and runs again. */
function restOf(stretch: Waiting, index: number): Waiting[] {
  const after = { ...stretch, from: index + 1 };
  const parts = stretch.guided ? [after] : [{ ...stretch, to: index }, after];
  return parts.filter(({ from, to }) => from < to);
}

/** What others have kept since this worker was told last. */
function foundFor(worker: Watched, by: number, { name, guided }: Waiting): Units[] {
  if (!guided) return [];
  const all = corpora.get(name) ?? [];
  const known = worker.told.get(name);
  worker.told.set(name, all.length);
  // One that takes another's place knows nothing of what that has kept.
  return all.slice(known ?? 0).flatMap((one) => (one.by === by && known !== undefined ? [] : [one.units]));
}

/** A worker, the input that it has in hand, and how much it has been told of each target's corpus. */
interface Watched {
  readonly thread: Worker;
  readonly hand: InHand;
  readonly told: Map<string, number>;
}

async function startWorker(): Promise<Watched> {
  const place = InHand.place();
  const thread = new Worker(new URL('worker.js', import.meta.url), {
    workerData: { dist: opt.dist, seed, place } satisfies WorkerSettings,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  await once(thread, 'message');
  return { thread, hand: new InHand(place), told: new Map() };
}

/** How a stretch has ended, and what has failed on the way. */
interface Watching {
  readonly end: { readonly done: Done } | Failure;
  readonly failures: readonly Failure[];
}

/** Waits for a stretch; where the worker stays at one input for too long, or dies, tells which that was. */
function watch({ thread, hand }: Watched, stretch: Stretch): Promise<Watching> {
  return new Promise((resolve) => {
    const failures: Failure[] = [];
    let seen = hand.count;
    let since = performance.now();
    const stop = (end: Watching['end']): void => {
      clearInterval(timer);
      thread.off('message', listen).off('error', died);
      resolve({ end, failures });
    };
    const listen = (message: Message): void => {
      if ('failure' in message) failures.push(message.failure);
      else if ('done' in message) stop(message);
    };
    const lost = (message: string): void => stop({ index: hand.index, units: hand.units, message });
    const died = (error: Error): void => lost(`the worker died: ${error.message}`);
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

function tell({ name, guided }: Waiting, { index, units, message }: Failure, sum: TargetSum): void {
  sum.failures++;
  if (sum.failures > TOLD) return;
  const file = save(name, guided ? `guided-${index}` : index, asInput(units));
  const again = guided ? `--target ${name} --input ${file}` : `--seed ${seed} --target ${name} --at ${index}`;
  console.log(`\nFAILURE ${name} ${index}, saved as ${file}\n  again: npm run fuzz -- ${again}`);
  console.log(`  ${message.split('\n').slice(0, 6).join('\n  ')}`);
}

function save(name: string, index: string | number, input: Input): string {
  mkdirSync(opt.out, { recursive: true });
  const file = path.join(opt.out, `${name}-${seed}-${index}`);
  // Halves of pairs are no UTF-8: code units are written as they are.
  writeFileSync(file, typeof input === 'string' ? Buffer.from(input, 'utf16le') : input);
  return file;
}
