/** A worker thread of a run: compiles the rules when it starts, then cleans batches. */
import { setImmediate } from 'node:timers/promises';
import { workerData } from 'piscina';
import type { Task } from '../item.js';
import { parseJson } from '../records.js';
import { cleaner } from './cleanTask.js';
import { Hand } from './hand.js';
import type { Result, Work } from './work.js';

/** A task on its way: its record as JSON, since numbers in it may be objects, whose class would be lost. */
export interface Sent {
  readonly task: Task;
  readonly record?: string;
}

/** What the main thread sends. */
export interface Batch {
  readonly tasks: readonly Sent[];
  readonly hand: SharedArrayBuffer;
}

const clean = cleaner(workerData as Work);

export default async function work({ tasks, hand: memory }: Batch): Promise<Result[]> {
  const hand = new Hand(memory);
  const results: Result[] = [];
  for (let i = 0; i < tasks.length; i++) {
    hand.take(i);
    const { task, record } = tasks[i];
    results.push(await clean(record === undefined ? task : { ...task, record: parseJson(record) as Task['record'] }));
    // One turn of the event loop a document: jsdom frees what it holds only then.
    await setImmediate();
  }
  hand.release();
  return results;
}
