/** How long the document in a worker's hand has been running: a pause of the whole process is no time of its own. */
import type { Hand } from './hand.js';

/** What is counted of the time between two looks: the other threads were kept waiting as well by what made a look come later. */
const LATEST = 2;

/** Looks at a hand again and again, from another thread. */
export class OwnTime {
  private spent = 0;
  private taken = 0;
  private last: number;

  /**
   * @param interval milliseconds between two looks, where nothing holds them up
   * @param now a clock that is never set, in milliseconds
   */
  constructor(
    private readonly hand: Hand,
    private readonly interval: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.last = now();
  }

  /**
   * To be called every `interval`. Where a look comes much later, the process was stopped, or the machine slept or had no
   * time for it.
   * @returns how long the document has been seen running, in milliseconds; less than an interval may be missing
   */
  look(): number {
    const now = this.now();
    const passed = Math.min(now - this.last, this.interval * LATEST);
    this.last = now;
    const { hand } = this;
    this.spent = hand.isHeld && hand.taken === this.taken ? this.spent + passed : 0;
    this.taken = hand.taken;
    return this.spent;
  }
}
