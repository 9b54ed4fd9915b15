// Inputs that are guided by coverage: those that reach new code are kept, and damaged further.
import { type Coverage, Reached } from './coverage.js';
import { poolOf } from './inputs.js';
import { mutate } from './mutate.js';
import { randomOf, seedOf } from './random.js';
import type { Stretch } from './stretch.js';
import type { Targets, Units } from './target.js';

/** Coverage is taken once for so many inputs; where something new has run, they run again one by one. */
const TOGETHER = 50;

/** One target's corpus, and the code that it reaches. */
export class Guide {
  readonly #targets: Targets;
  readonly #name: string;
  readonly #seed: number;
  readonly #corpus: Units[] = [];
  readonly reached = new Reached();

  constructor(targets: Targets, name: string, seed: number) {
    this.#targets = targets;
    this.#name = name;
    this.#seed = seed;
  }

  /** An input made of one that has reached something, the later ones more often, or of a seed. */
  #make(index: number): Units {
    const { pool, words } = poolOf(this.#targets, this.#name, this.#seed, 0);
    const random = randomOf(seedOf(this.#name, this.#seed, 'guided', index));
    const { length } = this.#corpus;
    const isKept = length > 0 && !random.oneIn(4);
    const units = isKept ? this.#corpus[Math.max(random.int(length), random.int(length))] : random.pick(pool);
    return mutate(random, units, isKept && random.oneIn(2) ? this.#corpus : pool, words, this.#targets[this.#name].mild);
  }

  /**
   * Runs inputs.
   * @param run runs an input, and takes note of what goes wrong
   * @param again runs it without taking note: it has been run before
   * @returns what is kept, as units
   */
  async stretch(
    { from, to, found }: Stretch,
    coverage: Coverage,
    run: (index: number, units: Units) => Promise<void>,
    again: (units: Units) => Promise<void>,
  ): Promise<Units[]> {
    await coverage.take();
    for (const units of found) await again(units);
    this.reached.add(await coverage.take());
    this.#corpus.push(...found);
    const kept: Units[] = [];
    for (let start = from; start < to; start += TOGETHER) {
      const some = Array.from({ length: Math.min(TOGETHER, to - start) }, (_, i) => ({ index: start + i, units: this.#make(start + i) }));
      for (const { index, units } of some) await run(index, units);
      const together = await coverage.take();
      if (!this.reached.lacks(together)) continue;
      for (const { units } of some) {
        await again(units);
        if (this.reached.add(await coverage.take())) kept.push(units);
      }
      // Code that runs once only, such as what fills a cache, is nobody's.
      this.reached.add(together);
    }
    this.#corpus.push(...kept);
    return kept;
  }
}
