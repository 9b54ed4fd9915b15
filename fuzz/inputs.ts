// Inputs by their numbers: target, seed and number make the same input every time, in every worker.
import { mutate } from './mutate.mjs';
import { randomOf, seedOf } from './random.mjs';
import { asInput, asUnits } from './targets.mjs';

/** After so many inputs mutation begins with other seeds. */
const EPOCH = 20_000;

const pools = new Map();

/** @param index counted from 0 */
export function makeInput(targets, name, seed, index) {
  const { pool, words } = poolOf(targets, name, seed, Math.floor(index / EPOCH));
  const random = randomOf(seedOf(name, seed, index));
  return asInput(mutate(random, random.pick(pool), pool, words, targets[name].mild));
}

/** Makes the seeds that the input of a number begins with. */
export function prepare(targets, name, seed, index) {
  poolOf(targets, name, seed, Math.floor(index / EPOCH));
}

/** The seeds and words of a target as mutation sees them; those of the last epoch are remembered. */
export function poolOf(targets, name, seed, epoch) {
  const known = pools.get(name);
  if (known?.epoch === epoch) return known;
  const { seeds, words } = targets[name];
  const made = { epoch, pool: seeds(seedOf(name, seed, 'epoch', epoch) | 0).map(asUnits), words: words.map(asUnits) };
  pools.set(name, made);
  return made;
}
