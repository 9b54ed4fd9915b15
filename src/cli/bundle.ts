/** The entry of the bundle: its parts, which are loaded when they are called (`start/loadBundle.ts`). */
import { workerData } from 'node:worker_threads';
import type { BundleParts } from '../start/loadBundle.js';

const parts: BundleParts = {
  command: async () => (await import('./commandLine.js')).run(),
  cleanWorker: async () => {
    const [{ batchWorker }, { cleaner }, { receivedSets }] = await Promise.all([
      import('../batch/run/batchWorker.js'),
      import('../batch/run/cleanTask.js'),
      import('../rules/compiled/sharedSets.js'),
    ]);
    return batchWorker(cleaner({ ...workerData, ruleSets: receivedSets(workerData.ruleSets) }));
  },
  observeWorker: async () => {
    const [{ batchWorker }, { observer }] = await Promise.all([
      import('../batch/run/batchWorker.js'),
      import('../batch/run/observeTask.js'),
    ]);
    return batchWorker(observer(workerData));
  },
  warmUp: async () => (await import('./warmUp.js')).warmUp(),
};

export const { command, cleanWorker, observeWorker, warmUp } = parts;
