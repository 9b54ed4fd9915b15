/** The entry point of a worker thread that cleans. */
import { workerData } from 'piscina';
import { receivedSets, type SentSet } from '../../rules/compiled/sharedSets.js';
import { batchWorker } from './batchWorker.js';
import type { CleanSettings } from './cleanSettings.js';
import { cleaner } from './cleanTask.js';

const { ruleSets, ...work } = workerData as Omit<CleanSettings, 'ruleSets'> & { readonly ruleSets: readonly SentSet[] };

export default batchWorker(cleaner({ ...work, ruleSets: receivedSets(ruleSets) }));
