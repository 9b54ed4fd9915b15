/** Groups items into batches that keep a worker busy for a while. */
import { IDLE, within } from './within.js';

export interface BatchLimits<T> {
  /** A batch is full with this many items, or once their sizes add up to `size`. */
  readonly count: number;
  readonly size: number;
  readonly sizeOf: (one: T) => number;
  /**
   * Milliseconds that a batch may wait to fill up, queried when it is started: someone may be waiting for its first
   * item, so later items do not extend the wait.
   */
  readonly patience: () => number;
}

export interface Batch<T> {
  readonly items: readonly T[];
  /** Whether this batch is known to hold all items: it is the first and the last. */
  readonly isWhole: boolean;
}

/** The batch that is being filled. */
class OpenBatch<T> {
  private items: T[] = [];
  private size = 0;
  private due = 0;
  private isFirst = true;

  constructor(private readonly limits: BatchLimits<T>) {}

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  get isFull(): boolean {
    return this.items.length >= this.limits.count || this.size >= this.limits.size;
  }

  /** Milliseconds that it may still wait; undefined while it is empty. */
  get patience(): number | undefined {
    return this.isEmpty ? undefined : Math.max(0, this.due - performance.now());
  }

  add(item: T): void {
    if (this.isEmpty) this.due = performance.now() + this.limits.patience();
    this.items.push(item);
    this.size += this.limits.sizeOf(item);
  }

  /** Gives the batch and begins the next. @param isLast whether nothing follows it */
  take(isLast: boolean): Batch<T> {
    const taken = { items: this.items, isWhole: this.isFirst && isLast };
    this.items = [];
    this.size = 0;
    this.isFirst = false;
    return taken;
  }

  /** Only the first batch may be all there is; finding that out is worth a moment for that one alone. */
  async isLast(next: Promise<IteratorResult<T>>, signal: AbortSignal): Promise<boolean> {
    if (!this.isFirst) return false;
    const following = await within(next, 0, signal);
    return following !== IDLE && following.done === true;
  }
}

/** Batches in the order of their items. An aborted signal ends them, even while no item arrives. */
export async function* inBatches<T>(from: AsyncIterable<T>, limits: BatchLimits<T>, signal: AbortSignal): AsyncGenerator<Batch<T>> {
  const source = from[Symbol.asyncIterator]();
  const open = new OpenBatch(limits);
  try {
    let next = source.next();
    while (!signal.aborted) {
      const item = await within(next, open.patience, signal);
      if (item === IDLE) {
        if (!open.isEmpty) yield open.take(false);
        continue;
      }
      if (item.done) break;
      open.add(item.value);
      next = source.next();
      if (open.isFull) yield open.take(await open.isLast(next, signal));
    }
    if (!open.isEmpty) yield open.take(true);
  } finally {
    // Not awaited: a source that is waiting for input would not return.
    void source.return?.()?.then(undefined, () => undefined);
  }
}
