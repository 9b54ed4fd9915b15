/** The entry point of a worker thread that cleans. */
import { workerData } from 'piscina';
import { batchWorker } from './batchWorker.js';
import type { CleanSettings } from './cleanSettings.js';
import { cleaner } from './cleanTask.js';

export default batchWorker(cleaner(workerData as CleanSettings));
