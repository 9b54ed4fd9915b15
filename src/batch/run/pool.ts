/** Worker threads that do a job with batches; one that hangs or dies is replaced, and only the document in its status is lost. */
import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';
import type { Task } from '../../files/item.js';
import type { BatchMessage } from './batchWorker.js';
import type { Job, PoolSettings, Result, Runner, TaskFailure, TaskMessage } from './job.js';
import { RunningTime } from './runningTime.js';
import { WorkerStatus } from './workerStatus.js';

/** How often running documents are looked at, in milliseconds; or a quarter of the time limit where that is less. */
const LOOK = 250;

/**
 * V8 lets memory grow fourfold before it looks for garbage; so it is looked for at twice what is in use, and a long
 * run stays where it was. (A larger young generation would be faster, but what it moves at once may be more than the
 * leeway that a worker out of memory has to die alone: the whole run would die with it.)
 */
const GROWTH = '--heap-growing-percent=100';

/** Starts the threads, each with a handler of its own. */
export function startPool<R extends object>({ worker, data, messageOf }: Job<R>, { jobs, timeout }: PoolSettings): Runner<R> {
  setFlagsFromString(GROWTH);
  const threads = new Piscina<BatchMessage, Result<R>[]>({
    filename: worker.href,
    workerData: data,
    minThreads: jobs,
    maxThreads: jobs,
    concurrentTasksPerWorker: 1,
  });
  // What a dying worker says comes with the batch that it had.
  threads.on('error', () => undefined);

  /** One attempt at a batch. Where it fails, `status` tells which document it failed at. */
  async function attempt(tasks: readonly TaskMessage[], status: WorkerStatus): Promise<Result<R>[]> {
    const stop = new AbortController();
    const interval = Math.max(1, Math.min(LOOK, timeout / 4));
    const time = new RunningTime(status, interval);
    const watch = setInterval(() => {
      if (time.sample() > timeout) stop.abort();
    }, interval);
    try {
      return await threads.run({ tasks, status: status.memory }, { signal: stop.signal });
    } finally {
      clearInterval(watch);
    }
  }

  async function run(batch: readonly Task[]): Promise<Result<R>[]> {
    const results: Result<R>[] = [];
    let rest = batch.map((task, at) => ({ task, at }));
    while (rest.length > 0) {
      const status = new WorkerStatus();
      try {
        const messages = rest.map(({ task }) => messageOf(task));
        const done = await attempt(messages, status);
        for (const [i, { at }] of rest.entries()) results[at] = done[i];
        return results;
      } catch (error) {
        // A worker that dies before it takes a document would do so again, whatever the document.
        if (!status.isBusy) throw error;
        const lost = rest[status.index];
        results[lost.at] = await resultOfLost(lost.task, rest.length === 1, error as NodeJS.ErrnoException);
        rest = rest.filter((one) => one !== lost);
      }
    }
    return results;
  }

  /** Earlier documents of the batch may have filled the memory: a document is blamed only for what it does alone. */
  async function resultOfLost(task: Task, wasAlone: boolean, error: NodeJS.ErrnoException): Promise<Result<R>> {
    if (wasAlone || error.name === 'AbortError') return failure(error, timeout);
    return (await run([task]))[0];
  }

  return { run, close: () => threads.destroy() };
}

/** Whatever ends a worker may not do so another time. */
function failure(error: NodeJS.ErrnoException, timeout: number): TaskFailure {
  return { error: reasonOf(error, timeout), atLimit: true };
}

function reasonOf({ name, code, message }: NodeJS.ErrnoException, timeout: number): string {
  if (name === 'AbortError') return `took longer than ${timeout / 1000} s (--timeout)`;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'needs more memory than a worker has (NODE_OPTIONS=--max-old-space-size=… gives more)';
  return `its worker died: ${message}`;
}
