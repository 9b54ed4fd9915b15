/** What a worker has in hand, in memory that the main thread sees: which document of a batch, how many it has taken, and who it is. */

/** Set by the worker, read from outside; one a batch. */
export class WorkerStatus {
  private readonly numbers: Int32Array;

  /** @param memory of `WorkerStatus.memory`, shared with the other thread */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.numbers = new Int32Array(memory);
  }

  /** @param thread the worker's `threadNumber` */
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

  /** The document's index in its batch. */
  get index(): number {
    return this.numbers[0];
  }

  /** Tells a document from those before it: how many have been taken. */
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
