/**
 * What a worker is doing, in memory shared with the main thread: its thread, its current document, and how many it has
 * taken.
 */

/** Written by the worker and read by the main thread; one per batch. */
export class WorkerStatus {
  private readonly numbers: Int32Array;

  /** @param memory of another `WorkerStatus`, shared between threads */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.numbers = new Int32Array(memory);
  }

  /** @param thread `threadNumber` of the worker */
  open(thread: number): void {
    this.numbers[3] = thread;
  }

  take(index: number): void {
    this.numbers[0] = index;
    this.numbers[1]++;
    this.numbers[2] = 1;
  }

  release(): void {
    this.numbers[2] = 0;
  }

  /** Index of the current document in its batch. */
  get index(): number {
    return this.numbers[0];
  }

  /** Number of documents taken so far; changes with every document. */
  get taken(): number {
    return this.numbers[1];
  }

  get thread(): number {
    return this.numbers[3];
  }

  get isBusy(): boolean {
    return this.numbers[2] === 1;
  }
}
