/** What a worker has in hand, in memory that the main thread sees: which document of a batch, and how many it has taken. */

/** Set by the worker, read from outside; one a batch. */
export class Hand {
  private readonly numbers: Int32Array;

  /** @param memory of `Hand.memory`, shared with the other thread */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(12)) {
    this.numbers = new Int32Array(memory);
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

  get isHeld(): boolean {
    return this.numbers[2] === 1;
  }
}
