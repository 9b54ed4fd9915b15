/** What every worker thread does: its job with the documents of a batch, one after the other. */
import type { Task } from '../../files/item.js';
import { parseJson } from '../../files/records.js';
import { Hand } from './hand.js';
import type { Handler, Result, Sent } from './job.js';
import { threadNumber } from './threadClock.js';

/** What the main thread sends. */
export interface Batch {
  readonly tasks: readonly Sent[];
  readonly hand: SharedArrayBuffer;
}

/** The function of a worker thread that handles documents so. */
export function batchWorker<R>(handle: Handler<R>): (batch: Batch) => Promise<Result<R>[]> {
  const thread = threadNumber();
  return async ({ tasks, hand: memory }) => {
    const hand = new Hand(memory);
    hand.open(thread);
    const results: Result<R>[] = [];
    for (const [i, { task, record }] of tasks.entries()) {
      hand.take(i);
      results.push(await handle(record === undefined ? task : { ...task, record: parseJson(record) as NonNullable<Task['record']> }));
    }
    hand.release();
    return results;
  };
}
