// Runs stretches of a target's inputs, one after the other, and tells where it is, so that who watches can see it hang.
import { parentPort, workerData } from 'node:worker_threads';
import { makeInput } from './inputs.mjs';
import { makeTargets } from './targets.mjs';

const { dist, seed, place } = workerData;
const at = new Int32Array(place);
const targets = await makeTargets(dist);

parentPort.on('message', async ({ name, from, to }) => {
  const { run, refuses } = targets[name];
  const failures = [];
  const answers = new Set(refuses);
  let refused = 0;
  let slowest = { ms: 0, index: from };
  for (let index = from; index < to; index++) {
    const input = makeInput(targets, name, seed, index);
    Atomics.store(at, 1, index);
    // Counted, so that a stretch that begins where the last one ended is seen to move.
    Atomics.add(at, 0, 1);
    const began = performance.now();
    try {
      const pending = run(input);
      if (pending instanceof Promise) await pending;
    } catch (error) {
      if (answers.has(error?.name)) refused++;
      else failures.push({ index, message: String(error?.stack ?? error) });
    }
    const ms = performance.now() - began;
    if (ms > slowest.ms) slowest = { ms, index };
  }
  parentPort.postMessage({ name, count: to - from, refused, slowest, failures });
});
parentPort.postMessage({ ready: true });
