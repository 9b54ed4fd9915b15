// How work grows: the steps of a document that repeats something n and 2n times, function by function.
import { type StepMeter, type Steps, totalOf } from './steps.js';

/** Twice the input may take at most this many times the steps. */
const MOST = 3;
/** A function with a smaller share of all steps has no influence on the time. */
const SHARE = 0.005;

/** What takes more than `MOST` times the steps: everything together, or one function. */
export interface Excess {
  readonly what: string;
  /** Steps for n, 2n and 4n. */
  readonly steps: readonly number[];
}

export interface Growth {
  /** All steps for n and for 2n. */
  readonly steps: readonly [number, number];
  readonly excesses: readonly Excess[];
}

const EVERYTHING = 'everything';

/**
 * Counts the steps of some work of size n and 2n. What grows too fast must also do so from 2n to 4n: some functions only
 * begin to work at a certain size.
 */
export async function growthOf(meter: StepMeter, n: number, work: (size: number) => unknown): Promise<Growth> {
  const count = async (size: number): Promise<Steps> => {
    const steps = await meter.count(() => work(size));
    return new Map([...steps, [EVERYTHING, totalOf(steps)]]);
  };
  const once = await count(n);
  const twice = await count(2 * n);
  const steps = [of(EVERYTHING, once), of(EVERYTHING, twice)] as const;
  const suspects = [...twice.keys()].filter((name) => growsFast(name, once, twice));
  if (suspects.length === 0) return { steps, excesses: [] };
  const again = await count(4 * n);
  const excesses = suspects
    .filter((name) => growsFast(name, twice, again))
    .map((what) => ({ what, steps: [of(what, once), of(what, twice), of(what, again)] }));
  return { steps, excesses };
}

const of = (name: string, steps: Steps): number => steps.get(name) ?? 0;

function growsFast(name: string, before: Steps, after: Steps): boolean {
  return of(name, after) >= of(EVERYTHING, after) * SHARE && of(name, after) > of(name, before) * MOST;
}
