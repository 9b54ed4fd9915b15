// Runs stretches of a target's inputs, one after the other, and tells where it is, so that who watches can see it hang.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { Coverage, Reached } from './coverage.mjs';
import { Guide } from './guided.mjs';
import { InHand } from './inHand.mjs';
import { makeInput, prepare } from './inputs.mjs';
import { asInput, asUnits, makeTargets } from './targets.mjs';

const { dist, seed, place } = workerData;
const hand = new InHand(place);
const coverage = await Coverage.start();
const targets = await makeTargets(dist);
const own = pathToFileURL(dist).href;
/** What each target has reached: by mutation alone, and guided. */
const mutated = new Map();
const guides = new Map();

parentPort.on('message', async (stretch) => {
  const { name, from, to, guided } = stretch;
  const { run, refuses } = targets[name];
  const answers = new Set(refuses);
  const done = { name, count: to - from, refused: 0, slowest: { ms: 0, index: from }, kept: [] };
  const tryOne = async (units) => {
    hand.take(units);
    const pending = run(asInput(units));
    if (pending instanceof Promise) await pending;
  };
  const runOne = async (index, units) => {
    hand.index = index;
    const began = performance.now();
    try {
      await tryOne(units);
    } catch (error) {
      if (answers.has(error?.name)) done.refused++;
      else parentPort.postMessage({ failure: { index, units, message: String(error?.stack ?? error) } });
    }
    const ms = performance.now() - began;
    if (ms > done.slowest.ms) done.slowest = { ms, index };
  };
  // What making seeds runs is no input's.
  prepare(targets, name, seed, guided ? 0 : from);
  if (guided) {
    if (!guides.has(name)) guides.set(name, new Guide(targets, name, seed));
    const guide = guides.get(name);
    done.kept = await guide.stretch(stretch, coverage, runOne, (units) => tryOne(units).catch(() => undefined));
    done.reached = guide.reached.sizeBelow(own);
  } else {
    if (!mutated.has(name)) mutated.set(name, new Reached());
    await coverage.take();
    for (let index = from; index < to; index++) await runOne(index, asUnits(makeInput(targets, name, seed, index)));
    mutated.get(name).add(await coverage.take());
    done.reached = mutated.get(name).sizeBelow(own);
  }
  parentPort.postMessage({ done });
});
parentPort.postMessage({ ready: true });
