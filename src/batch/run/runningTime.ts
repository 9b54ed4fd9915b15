/** How long the document in a worker's status has been running: a pause of the process, and a wait for a busy processor, are no time of its own. */

import { waitedFor } from './threadClock.js';
import type { WorkerStatus } from './workerStatus.js';

/** What is counted of the time between two looks: the other threads were kept waiting as well by what made a look come later. */
const LATEST = 2;

/** Looks at a status again and again, from another thread. */
export class RunningTime {
  private spent = 0;
  private taken = 0;
  private last: number;
  private waited = 0;

  /**
   * @param interval milliseconds between two looks, where nothing holds them up
   * @param now a clock that is never set, in milliseconds
   * @param waitedBy how long a thread has waited for a processor in all, in milliseconds
   */
  constructor(
    private readonly status: WorkerStatus,
    private readonly interval: number,
    private readonly now: () => number = () => performance.now(),
    private readonly waitedBy: (thread: number) => number = waitedFor,
  ) {
    this.last = now();
  }

  /**
   * To be called every `interval`. Where a look comes much later, the process was stopped, or the machine slept or had no
   * time for it.
   * @returns how long the document has been seen running, in milliseconds; less than an interval may be missing
   */
  sample(): number {
    const now = this.now();
    const { status } = this;
    const waited = this.waitedBy(status.thread);
    const own = Math.max(0, Math.min(now - this.last, this.interval * LATEST) - (waited - this.waited));
    this.last = now;
    this.waited = waited;
    this.spent = status.isBusy && status.taken === this.taken ? this.spent + own : 0;
    this.taken = status.taken;
    return this.spent;
  }
}
