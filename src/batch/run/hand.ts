/** What a worker has in hand, in memory that the main thread sees: which document of a batch, and since when. */

/** Set by the worker, read from outside; one a batch. */
export class Hand {
  private readonly since: Float64Array;
  private readonly at: Int32Array;

  /** @param memory of `Hand.memory()`, shared with the other thread */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.since = new Float64Array(memory, 0, 1);
    this.at = new Int32Array(memory, 8, 1);
  }

  take(index: number): void {
    this.at[0] = index;
    this.since[0] = Date.now();
  }

  release(): void {
    this.since[0] = 0;
  }

  /** The document's index in its batch. */
  get index(): number {
    return this.at[0];
  }

  /** Milliseconds since the document was taken; undefined where none is in hand. */
  get held(): number | undefined {
    return this.since[0] === 0 ? undefined : Date.now() - this.since[0];
  }
}
