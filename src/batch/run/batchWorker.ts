/** What every worker thread does: it runs its job on the documents of a batch, one after the other. */
import type { Task } from '../../files/item.js';
import { parseJson } from '../../files/records.js';
import type { Handler, Result, TaskMessage } from './job.js';
import { threadNumber } from './threadClock.js';
import { WorkerStatus } from './workerStatus.js';

/** What the main thread sends. */
export interface BatchMessage {
  readonly tasks: readonly TaskMessage[];
  readonly status: SharedArrayBuffer;
}

/** The function that a worker thread exports for the given handler. */
export function batchWorker<R>(handle: Handler<R>): (batch: BatchMessage) => Promise<Result<R>[]> {
  const thread = threadNumber();
  return async ({ tasks, status: memory }) => {
    const status = new WorkerStatus(memory);
    status.open(thread);
    const results: Result<R>[] = [];
    for (const [i, { task, record }] of tasks.entries()) {
      status.take(i);
      results.push(await handle(record === undefined ? task : { ...task, record: parseJson(record) as NonNullable<Task['record']> }));
    }
    status.release();
    return results;
  };
}
