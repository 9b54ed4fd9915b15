/** The entry point of a worker thread that observes. */
import { workerData } from 'piscina';
import type { ReadingOptions } from '../readTask.js';
import { batchWorker } from './batchWorker.js';
import { observer } from './observeTask.js';

export default batchWorker(observer(workerData as ReadingOptions));
