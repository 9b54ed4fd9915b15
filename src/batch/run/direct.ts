/** Runs a job in the main thread: a few small documents are done before a worker has started. */
import type { Job, Result, Runner } from './job.js';

export function startDirect<R extends object>(job: Job<R>): Runner<R> {
  const handle = job.handler();
  return {
    async run(batch) {
      const results: Result<R>[] = [];
      for (const task of batch) results.push(await handle(task));
      return results;
    },
    close: async () => undefined,
  };
}
