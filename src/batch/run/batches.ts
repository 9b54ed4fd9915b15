/** Puts what comes one by one into batches that keep a worker busy for a while. */
import { IDLE, within } from './within.js';

export interface BatchLimits<T> {
  /** A batch is full with so many, or as soon as their sizes sum up to `size`. */
  readonly count: number;
  readonly size: number;
  readonly sizeOf: (one: T) => number;
  /**
   * How many milliseconds a batch may wait to become full, asked when it is begun: somebody may be waiting for what is
   * in it. What comes meanwhile, however steadily, does not make it wait longer.
   */
  readonly patience: () => number;
}

export interface Batched<T> {
  readonly batch: readonly T[];
  /** Whether this is known to be all of it: the first batch and the last. */
  readonly whole: boolean;
}

/** Batches in the order of what comes; an aborted signal ends them, also while nothing comes. */
export async function* inBatches<T>(from: AsyncIterable<T>, limits: BatchLimits<T>, signal: AbortSignal): AsyncGenerator<Batched<T>> {
  const source = from[Symbol.asyncIterator]();
  let batch: T[] = [];
  let size = 0;
  let isFirst = true;
  let due = 0;
  const flush = (ended: boolean): Batched<T> => {
    const flushed = { batch, whole: isFirst && ended };
    batch = [];
    size = 0;
    isFirst = false;
    return flushed;
  };
  try {
    let next = source.next();
    while (!signal.aborted) {
      const got = await within(next, batch.length === 0 ? undefined : Math.max(0, due - performance.now()), signal);
      if (got === IDLE) {
        if (batch.length > 0) yield flush(false);
        continue;
      }
      if (got.done) break;
      if (batch.length === 0) due = performance.now() + limits.patience();
      batch.push(got.value);
      size += limits.sizeOf(got.value);
      next = source.next();
      if (batch.length < limits.count && size < limits.size) continue;
      // The first may be all there is, which is worth a moment; the others are not.
      const after = isFirst ? await within(next, 0, signal) : IDLE;
      yield flush(after !== IDLE && after.done === true);
    }
    if (batch.length > 0) yield flush(true);
  } finally {
    // A source that waits for input that never comes would not return.
    void source.return?.()?.then(undefined, () => undefined);
  }
}
