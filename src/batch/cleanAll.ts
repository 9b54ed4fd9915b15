/** Cleans many documents on worker threads. */
import type { Input } from '../files/findInputs.js';
import type { Task } from '../files/item.js';
import { jsonOf } from '../files/records.js';
import { sentSets } from '../rules/compiled/sharedSets.js';
import type { CleanedDocument, CleanSettings } from './run/cleanSettings.js';
import { cleaner, ownAmongRespected } from './run/cleanTask.js';
import type { TaskMessage } from './run/job.js';
import { type Outcome, type RunSettings, spread } from './run/spread.js';

/**
 * Bytes that may be cleaned in the main thread, where no time limit applies. The most hostile test documents take at
 * most 2 s per megabyte, but 7 s per 256 kB if jsdom has to build a tree of them.
 */
const UNCLOCKED = { rules: 1 << 20, readability: 1 << 18 };

/** Cleans all documents of the inputs and yields the outcomes in input order. */
export function cleanAll(inputs: readonly Input[], work: CleanSettings, settings: RunSettings): AsyncGenerator<Outcome<CleanedDocument>> {
  /** Only the part of a record that the worker needs is sent to it. */
  function messageOf(task: Task): TaskMessage {
    const { record, ...rest } = task;
    if (record === undefined) return { task };
    const json = work.removed || work.to === 'json' ? jsonOf(record) : undefined;
    return json === undefined ? { task: { ...rest, record: ownAmongRespected(record) } } : { task: rest, record: json };
  }
  const job = {
    handler: () => cleaner(work),
    worker: new URL('./run/cleanWorker.js', import.meta.url),
    data: { ...work, ruleSets: sentSets(work.ruleSets) },
    unclocked: work.engine === 'readability' ? UNCLOCKED.readability : UNCLOCKED.rules,
    messageOf,
  };
  return spread(inputs, job, settings);
}
