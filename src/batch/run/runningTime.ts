/**
 * How long the current document of a worker has been running, not counting pauses of the process and waits for a
 * processor.
 */

import { waitedFor } from './threadClock.js';
import type { WorkerStatus } from './workerStatus.js';

/**
 * At most this many intervals count between two samples: if a sample comes later, everything in the process was held up,
 * not just this document.
 */
const LATEST = 2;

/** Samples the status of a worker from another thread. */
export class RunningTime {
  private spent = 0;
  private taken = 0;
  private last: number;
  private waited = 0;

  /**
   * @param interval milliseconds between two samples
   * @param now a monotonic clock, in milliseconds
   * @param waitedBy total time that a thread has waited for a processor, in milliseconds
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
   * Must be called every `interval`. A much later call means that the process was stopped, or that the machine slept or
   * was overloaded.
   * @returns how long the document has been running, in milliseconds; up to one interval may be missing
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
