/** Does a job in this thread: with a few small documents, which are done before a worker has started. */
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
