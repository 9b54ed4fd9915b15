// Runs stretches of a target's inputs, one after the other, and tells where it is, so that who watches can see it hang.
import { pathToFileURL } from 'node:url';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Coverage, Reached } from './coverage.js';
import { Guide } from './guided.js';
import { InHand } from './inHand.js';
import { asInput, asUnits, makeInput, prepare } from './inputs.js';
import type { Done, Message, Stretch, WorkerSettings } from './stretch.js';
import type { Units } from './target.js';
import { makeTargets } from './targets.js';

const { dist, seed, place } = workerData as WorkerSettings;
const watcher = parentPort as MessagePort;
const say = (message: Message): void => watcher.postMessage(message);
const hand = new InHand(place);
const coverage = await Coverage.start();
const targets = await makeTargets(dist);
const own = pathToFileURL(dist).href;
/** What each target has reached: by mutation alone, and guided. */
const mutated = new Map<string, Reached>();
const guides = new Map<string, Guide>();

watcher.on('message', async (stretch: Stretch) => {
  const { name, from, to, guided } = stretch;
  const { run, refuses } = targets[name];
  const answers = new Set(refuses);
  let refused = 0;
  let slowest = { ms: 0, index: from };
  const tryOne = async (units: Units): Promise<void> => {
    hand.take(units);
    const pending = run(asInput(units));
    if (pending instanceof Promise) await pending;
  };
  const runOne = async (index: number, units: Units): Promise<void> => {
    hand.index = index;
    const began = performance.now();
    try {
      await tryOne(units);
    } catch (error) {
      if (error instanceof Error && answers.has(error.name)) refused++;
      else say({ failure: { index, units, message: String((error as Error | undefined)?.stack ?? error) } });
    }
    const ms = performance.now() - began;
    if (ms > slowest.ms) slowest = { ms, index };
  };
  // What making seeds runs is no input's.
  prepare(targets, name, seed, guided ? 0 : from);
  const { kept, reached } = guided ? await runGuided(stretch, runOne, tryOne) : await runMutated(stretch, runOne);
  say({ done: { name, count: to - from, refused, slowest, kept, reached } });
});
say({ ready: true });

type RunOne = (index: number, units: Units) => Promise<void>;
type Found = Pick<Done, 'kept' | 'reached'>;

async function runGuided(stretch: Stretch, runOne: RunOne, tryOne: (units: Units) => Promise<void>): Promise<Found> {
  const { name } = stretch;
  const guide = guides.get(name) ?? new Guide(targets, name, seed);
  guides.set(name, guide);
  const kept = await guide.stretch(stretch, coverage, runOne, (units) => tryOne(units).catch(() => undefined));
  return { kept, reached: guide.reached.sizeBelow(own) };
}

async function runMutated({ name, from, to }: Stretch, runOne: RunOne): Promise<Found> {
  const reached = mutated.get(name) ?? new Reached();
  mutated.set(name, reached);
  await coverage.take();
  for (let index = from; index < to; index++) await runOne(index, asUnits(makeInput(targets, name, seed, index)));
  reached.add(await coverage.take());
  return { kept: [], reached: reached.sizeBelow(own) };
}
