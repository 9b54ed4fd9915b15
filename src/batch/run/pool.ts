/** Worker threads that process batches. One that hangs or dies is replaced, and only its current document is lost. */
import { Piscina } from 'piscina';
import type { Task } from '../../files/item.js';
import { setRunFlags } from '../../start/v8Flags.js';
import type { BatchMessage } from './batchWorker.js';
import type { Job, PoolSettings, Result, Runner, TaskFailure, TaskMessage } from './job.js';
import { RunningTime } from './runningTime.js';
import { tookTooLong } from './timeLimit.js';
import { WorkerStatus } from './workerStatus.js';

/** Milliseconds between checks of running documents; at most a quarter of the time limit. */
const CHECK_EVERY = 250;

/** Starts the threads, each with its own handler. */
export function startPool<R extends object>({ worker, data, messageOf }: Job<R>, { jobs, timeout }: PoolSettings): Runner<R> {
  setRunFlags();
  const threads = new Piscina<BatchMessage, Result<R>[]>({
    filename: worker.href,
    workerData: data,
    minThreads: jobs,
    maxThreads: jobs,
    concurrentTasksPerWorker: 1,
    recordTiming: false,
  });
  // The error of a dying worker is reported by the batch that it was working on.
  threads.on('error', () => undefined);

  /** One attempt at a batch. If it fails, `status` shows at which document. */
  async function attempt(tasks: readonly TaskMessage[], status: WorkerStatus): Promise<Result<R>[]> {
    const stop = new AbortController();
    const interval = Math.max(1, Math.min(CHECK_EVERY, timeout / 4));
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

/** Marked as a limit, since whatever killed a worker may not happen again. */
function failure(error: NodeJS.ErrnoException, timeout: number): TaskFailure {
  return { error: reasonOf(error, timeout), atLimit: true };
}

function reasonOf({ name, code, message }: NodeJS.ErrnoException, timeout: number): string {
  if (name === 'AbortError') return tookTooLong(timeout);
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return 'needs more memory than a worker has; NODE_OPTIONS=--max-old-space-size=… raises the limit';
  return `the worker thread died: ${message}`;
}
