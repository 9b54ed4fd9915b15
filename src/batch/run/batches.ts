/** Puts what comes one by one into batches that keep a worker busy for a while. */

export interface BatchLimits<T> {
  /** A batch is full with so many, or as soon as their sizes sum up to `size`. */
  readonly count: number;
  readonly size: number;
  readonly sizeOf: (one: T) => number;
  /** What waits goes on its way where nothing more comes for so many milliseconds: somebody may be typing. */
  readonly patience: number;
}

export interface Batched<T> {
  readonly batch: readonly T[];
  /** Whether this is known to be all of it: the first batch and the last. */
  readonly whole: boolean;
}

const IDLE = Symbol('idle');

/** Batches in the order of what comes; an aborted signal ends them, also while nothing comes. */
export async function* inBatches<T>(from: AsyncIterable<T>, limits: BatchLimits<T>, signal: AbortSignal): AsyncGenerator<Batched<T>> {
  const source = from[Symbol.asyncIterator]();
  let batch: T[] = [];
  let size = 0;
  let isFirst = true;
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
      const got = await within(next, batch.length === 0 ? undefined : limits.patience, signal);
      if (got === IDLE) {
        if (batch.length > 0) yield flush(false);
        continue;
      }
      if (got.done) break;
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

/**
 * What comes next, unless nothing does in time or the signal is aborted. Nothing is left behind that would be kept for
 * as long as the signal lives, as `Promise.race` would.
 * @param patience milliseconds; for ever where it is absent
 */
function within<T>(next: Promise<T>, patience: number | undefined, signal: AbortSignal): Promise<T | typeof IDLE> {
  return new Promise((resolve, reject) => {
    const timer = patience === undefined ? undefined : setTimeout(onIdle, patience);
    function settle(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onIdle);
    }
    function onIdle(): void {
      settle();
      resolve(IDLE);
    }
    signal.addEventListener('abort', onIdle);
    next.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error) => {
        settle();
        reject(error);
      },
    );
  });
}
