/** Cleans in this thread: for a few small documents, which are done before a worker has started. */
import { cleaner } from './cleanTask.js';
import type { Result, Runner, Work } from './work.js';

export function startDirect(work: Work): Runner {
  const clean = cleaner(work);
  return {
    async run(batch) {
      const results: Result[] = [];
      for (const task of batch) results.push(await clean(task));
      return results;
    },
    close: async () => undefined,
  };
}
