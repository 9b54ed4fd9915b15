/** Runs a job in the main thread: a few small documents are done before a worker has started. */
import type { Task } from '../../files/item.js';
import type { Job, PoolSettings, Result, Runner } from './job.js';
import { timeLimit } from './timeLimit.js';

/**
 * Runs documents one after the other, each held to the time limit. Once one of them was ended in the midst of its work,
 * workers do the rest: the thread may have been left with something half done.
 */
export function startDirect<R extends object>(job: Job<R>, settings: PoolSettings): Runner<R> {
  const handle = job.handler();
  let workers: Promise<Runner<R>> | undefined;

  async function run(batch: readonly Task[]): Promise<readonly Result<R>[]> {
    const results: Result<R>[] = [];
    for (const [i, task] of batch.entries()) {
      if (workers !== undefined) return [...results, ...(await (await workers).run(batch.slice(i)))];
      const result = await handle(task, timeLimit(settings.timeout));
      results.push(result);
      if ('atLimit' in result) workers = import('./pool.js').then(({ startPool }) => startPool(job, settings));
    }
    return results;
  }

  return { run, close: async () => (await workers)?.close() };
}
