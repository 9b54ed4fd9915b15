// Inputs by their numbers: target, seed and number make the same input every time, in every worker.
import { mutate, stringOf, unitsOf } from './mutate.js';
import { randomOf, seedOf } from './random.js';
import type { Input, Targets, Units } from './target.js';

/** After so many inputs mutation begins with other seeds. */
const EPOCH = 20_000;

/** What mutation begins with, and what it puts in. */
interface Pool {
  readonly epoch: number;
  readonly pool: readonly Units[];
  readonly words: readonly Units[];
}

const pools = new Map<string, Pool>();

/** @param index counted from 0 */
export function makeInput(targets: Targets, name: string, seed: number, index: number): Input {
  const { pool, words } = poolOf(targets, name, seed, Math.floor(index / EPOCH));
  const random = randomOf(seedOf(name, seed, index));
  return asInput(mutate(random, random.pick(pool), pool, words, targets[name].mild));
}

/** Makes the seeds that the input of a number begins with. */
export function prepare(targets: Targets, name: string, seed: number, index: number): void {
  poolOf(targets, name, seed, Math.floor(index / EPOCH));
}

/** The seeds and words of a target as mutation sees them; those of the last epoch are remembered. */
export function poolOf(targets: Targets, name: string, seed: number, epoch: number): Pool {
  const known = pools.get(name);
  if (known?.epoch === epoch) return known;
  const { seeds, words } = targets[name];
  const made: Pool = { epoch, pool: seeds(seedOf(name, seed, 'epoch', epoch) | 0).map(asUnits), words: words.map(asUnits) };
  pools.set(name, made);
  return made;
}

/** An input as mutation sees it, and back. */
export const asUnits = (input: Input): Units => (typeof input === 'string' ? unitsOf(input) : new Uint8Array(input));
export const asInput = (units: Units): Input => (units instanceof Uint16Array ? stringOf(units) : units);
