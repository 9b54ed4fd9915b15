// Inputs that are guided by coverage: those that reach new code are kept, and damaged further.
import { Reached } from './coverage.mjs';
import { poolOf } from './inputs.mjs';
import { mutate } from './mutate.mjs';
import { randomOf, seedOf } from './random.mjs';

/** Coverage is taken once for so many inputs; where something new has run, they run again one by one. */
const TOGETHER = 50;

/** One target's corpus, and the code that it reaches. */
export class Guide {
  #targets;
  #name;
  #seed;
  #corpus = [];
  reached = new Reached();

  constructor(targets, name, seed) {
    this.#targets = targets;
    this.#name = name;
    this.#seed = seed;
  }

  /** An input made of one that has reached something, the later ones more often, or of a seed. */
  #make(index) {
    const { pool, words } = poolOf(this.#targets, this.#name, this.#seed, 0);
    const random = randomOf(seedOf(this.#name, this.#seed, 'guided', index));
    const { length } = this.#corpus;
    const isKept = length > 0 && !random.oneIn(4);
    const units = isKept ? this.#corpus[Math.max(random.int(length), random.int(length))] : random.pick(pool);
    return mutate(random, units, isKept && random.oneIn(2) ? this.#corpus : pool, words, this.#targets[this.#name].mild);
  }

  /**
   * Runs inputs.
   * @param found what others have kept
   * @param run runs an input, and takes note of what goes wrong
   * @param again runs it without taking note: it has been run before
   * @returns what is kept, as units
   */
  async stretch({ from, to, found }, coverage, run, again) {
    await coverage.take();
    for (const units of found) await again(units);
    this.reached.add(await coverage.take());
    this.#corpus.push(...found);
    const kept = [];
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
