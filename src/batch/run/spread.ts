/** Spreads the documents of a run over worker threads, and gives what they make of them in the documents' order. */
import { availableParallelism } from 'node:os';
import type { Input } from '../../files/findInputs.js';
import type { BadItem, Task } from '../../files/item.js';
import { DEFAULT_READ, tasksOf } from '../../files/readTasks.js';
import type { ReadSettings } from '../../files/sources/readItems.js';
import type { Known, Made } from '../resume/past.js';
import { inBatches } from './batches.js';
import { Channel } from './channel.js';
import { startDirect } from './direct.js';
import type { Job, PoolSettings, Result, Runner } from './job.js';

/** How a run goes, beside what it does with each document. */
export interface RunSettings extends PoolSettings {
  readonly read: ReadSettings;
  /** Which documents need not be looked at, for what an earlier run made of them; asked for each in their order. */
  readonly known?: Known;
  /** Aborted, it ends the run: nothing more is read, and what has been read is finished. */
  readonly signal?: AbortSignal;
}

/** As many threads as there are cores, and a minute for a document. */
export const DEFAULT_RUN: RunSettings = { jobs: availableParallelism(), timeout: 60_000, read: DEFAULT_READ };

/** A document that no worker has seen: none could be had, or an earlier run has done it (`known`). */
type Passed = { readonly bad: BadItem } | { readonly unchanged: Made; readonly found: Task | BadItem };

/** What became of a document. */
export type Outcome<R> = { readonly task: Task; readonly result: Result<R> } | Passed;

/** Two large pages, or many short texts: a message to a worker costs more than a short text. */
const BATCH = { count: 64, size: 512 * 1024, patience: 50, sizeOf: sizeOf };

/** Batches that wait for each worker: enough that none is idle while results are written. */
const AHEAD = 4;

/** Does a job with all documents of the inputs and yields what became of them, in their order. */
export async function* spread<R extends object>(inputs: readonly Input[], job: Job<R>, settings: RunSettings): AsyncGenerator<Outcome<R>> {
  const { signal = new AbortController().signal, known, jobs } = settings;
  const channel = new Channel<Promise<readonly Outcome<R>[]>>(jobs * AHEAD);
  let runner: Promise<Runner<R>> | undefined;

  async function outcomesOf(batch: readonly Arrived[]): Promise<readonly Outcome<R>[]> {
    const tasks = batch.flatMap((one) => ('task' in one ? [one.task] : []));
    const results = tasks.length === 0 ? [] : await (await (runner as Promise<Runner<R>>)).run(tasks);
    let at = 0;
    return batch.map((one) => ('task' in one ? { task: one.task, result: results[at++] } : one));
  }

  async function feed(): Promise<void> {
    try {
      for await (const { batch, whole } of inBatches(arrivals(inputs, settings.read, known), BATCH, signal)) {
        const isSmall = whole && batch.reduce((sum, one) => sum + sizeOf(one), 0) <= 2 * BATCH.size;
        runner ??= startRunner(job, settings, isSmall);
        const outcomes = outcomesOf(batch);
        // It is looked at when its turn comes; until then nobody has failed to.
        outcomes.catch(() => undefined);
        await channel.put(outcomes);
      }
      channel.end();
    } catch (error) {
      channel.end({ error });
    }
  }

  const fed = feed();
  try {
    for await (const outcomes of channel) yield* await outcomes;
    await fed;
  } finally {
    await (await runner)?.close();
  }
}

/** Threads, but for a run that is over in a moment; only threads can be held to a time limit that matters there. */
async function startRunner<R extends object>(job: Job<R>, settings: PoolSettings, isSmall: boolean): Promise<Runner<R>> {
  if (isSmall && settings.timeout >= DEFAULT_RUN.timeout) return startDirect(job);
  const { startPool } = await import('./pool.js');
  return startPool(job, settings);
}

/** What has been read and no worker has seen. */
type Arrived = { readonly task: Task } | Passed;

async function* arrivals(inputs: readonly Input[], read: ReadSettings, known: Known = () => undefined): AsyncGenerator<Arrived> {
  for await (const found of tasksOf(inputs, read)) {
    const unchanged = 'leftOut' in found ? undefined : known(found);
    if (unchanged !== undefined) yield { unchanged, found };
    else yield 'error' in found ? { bad: found } : { task: found };
  }
}

function sizeOf(one: Arrived): number {
  return 'task' in one ? one.task.content.length : 0;
}
