/** Cleans many documents, spread over worker threads. */
import type { Input } from '../files/findInputs.js';
import type { Task } from '../files/item.js';
import { jsonOf } from '../files/records.js';
import { cleaner, ownAmongRespected } from './run/cleanTask.js';
import type { Sent } from './run/job.js';
import { type Outcome, type RunSettings, spread } from './run/spread.js';
import type { Done, Work } from './run/work.js';

/** Cleans all documents of the inputs and yields what became of them, in their order. */
export function cleanAll(inputs: readonly Input[], work: Work, settings: RunSettings): AsyncGenerator<Outcome<Done>> {
  /** Of a record only what the worker looks at travels. */
  function sent(task: Task): Sent {
    const { record, ...rest } = task;
    if (record === undefined) return { task };
    const json = work.removed || work.to === 'json' ? jsonOf(record) : undefined;
    return json === undefined ? { task: { ...rest, record: ownAmongRespected(record) } } : { task: rest, record: json };
  }
  const job = { handler: () => cleaner(work), worker: new URL('./run/cleanWorker.js', import.meta.url), data: work, sent };
  return spread(inputs, job, settings);
}
