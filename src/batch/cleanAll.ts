/** Cleans many documents, spread over worker threads. */
import type { Input } from '../files/findInputs.js';
import type { Task } from '../files/item.js';
import { jsonOf } from '../files/records.js';
import type { CleanedDocument, CleanSettings } from './run/cleanSettings.js';
import { cleaner, ownAmongRespected } from './run/cleanTask.js';
import type { TaskMessage } from './run/job.js';
import { type Outcome, type RunSettings, spread } from './run/spread.js';

/**
 * Bytes that are cleaned without a clock. Of the hostile documents of the tests a megabyte takes two seconds at the most,
 * but seven seconds for each 256 kB where jsdom makes a tree of them.
 */
const UNCLOCKED = { rules: 1 << 20, readability: 1 << 18 };

/** Cleans all documents of the inputs and yields what became of them, in their order. */
export function cleanAll(inputs: readonly Input[], work: CleanSettings, settings: RunSettings): AsyncGenerator<Outcome<CleanedDocument>> {
  /** Of a record only what the worker looks at travels. */
  function messageOf(task: Task): TaskMessage {
    const { record, ...rest } = task;
    if (record === undefined) return { task };
    const json = work.removed || work.to === 'json' ? jsonOf(record) : undefined;
    return json === undefined ? { task: { ...rest, record: ownAmongRespected(record) } } : { task: rest, record: json };
  }
  const job = {
    handler: () => cleaner(work),
    worker: new URL('./run/cleanWorker.js', import.meta.url),
    data: work,
    unclocked: work.engine === 'readability' ? UNCLOCKED.readability : UNCLOCKED.rules,
    messageOf,
  };
  return spread(inputs, job, settings);
}
