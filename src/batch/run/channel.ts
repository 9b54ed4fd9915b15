/** A bounded queue between a producer and a consumer, so that neither gets far ahead of the other. */
export class Channel<T> implements AsyncIterable<T> {
  private readonly waiting: T[] = [];
  private waiters: (() => void)[] = [];
  private ended = false;
  private failure: { readonly error: unknown } | undefined;

  /** @param capacity number of values that may wait to be taken */
  constructor(private readonly capacity: number) {}

  /** Resolves once there is room for the next value. */
  async put(value: T): Promise<void> {
    this.waiting.push(value);
    this.wake();
    while (this.waiting.length >= this.capacity && !this.ended) await this.change();
  }

  /** Ends the queue; with an error, the consumer gets it after all values that were put. */
  end(error?: { readonly error: unknown }): void {
    this.ended = true;
    this.failure = error;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    try {
      for (;;) {
        while (this.waiting.length > 0) {
          const value = this.waiting.shift() as T;
          this.wake();
          yield value;
        }
        if (this.ended) break;
        await this.change();
      }
    } finally {
      this.end(this.failure);
    }
    if (this.failure !== undefined) throw this.failure.error;
  }

  /** Both sides wait here. Every change wakes all waiters, which then check again. */
  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.waiters.push(resolve);
    });
  }

  private wake(): void {
    const woken = this.waiters;
    this.waiters = [];
    for (const resolve of woken) resolve();
  }
}
