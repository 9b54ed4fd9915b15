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
  const aborted = new Promise<IteratorReturnResult<undefined>>((resolve) => {
    signal.addEventListener('abort', () => resolve({ done: true, value: undefined }), { once: true });
  });
  const pull = () => Promise.race([source.next(), aborted]);
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
    let next = pull();
    while (!signal.aborted) {
      const got = batch.length === 0 ? await next : await orIdle(next, limits.patience);
      if (got === IDLE) {
        yield flush(false);
        continue;
      }
      if (got.done) break;
      batch.push(got.value);
      size += limits.sizeOf(got.value);
      next = pull();
      if (batch.length < limits.count && size < limits.size) continue;
      // It may have been the last one.
      const after = await orIdle(next, 0);
      yield flush(after !== IDLE && after.done === true);
    }
    if (batch.length > 0) yield flush(true);
  } finally {
    // A source that waits for input that never comes would not return.
    void source.return?.()?.then(undefined, () => undefined);
  }
}

async function orIdle<T>(next: Promise<T>, patience: number): Promise<T | typeof IDLE> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<typeof IDLE>((resolve) => {
    timer = setTimeout(resolve, patience, IDLE);
  });
  try {
    return await Promise.race([next, idle]);
  } finally {
    clearTimeout(timer);
  }
}
