/** A worker thread that cleans. */
import { workerData } from 'piscina';
import { batchWorker } from './batchWorker.js';
import { cleaner } from './cleanTask.js';
import type { Work } from './work.js';

export default batchWorker(cleaner(workerData as Work));
