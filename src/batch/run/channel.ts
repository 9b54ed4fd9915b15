/** A queue between one that makes and one that takes: bounded, so that neither runs away from the other. */
export class Channel<T> implements AsyncIterable<T> {
  private readonly waiting: T[] = [];
  private waiters: (() => void)[] = [];
  private ended = false;
  private failure: { readonly error: unknown } | undefined;

  /** @param capacity how many may wait to be taken */
  constructor(private readonly capacity: number) {}

  /** Resolves as soon as there is room for the next. */
  async put(value: T): Promise<void> {
    this.waiting.push(value);
    this.wake();
    while (this.waiting.length >= this.capacity && !this.ended) await this.change();
  }

  /** No more will be put; with an error the one that takes gets it behind all that was put. */
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

  /** Both sides wait here; whoever changes something wakes the other, who looks again. */
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
