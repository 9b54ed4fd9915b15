/** Spreads the documents of a run over worker threads, and gives what they make of them in the documents' order. */
import { availableParallelism } from 'node:os';
import type { Input } from '../../files/findInputs.js';
import type { BadItem, Task } from '../../files/item.js';
import { DEFAULT_READ, tasksOf } from '../../files/readTasks.js';
import type { ReadSettings } from '../../files/sources/readItems.js';

import { inBatches } from './batches.js';
import { Channel } from './channel.js';
import { startDirect } from './direct.js';
import type { EarlierResult, EarlierResultOf } from './earlierResult.js';
import type { Job, PoolSettings, Result, Runner } from './job.js';
import { IDLE, within } from './within.js';

/** How a run goes, beside what it does with each document. */
export interface RunSettings extends PoolSettings {
  readonly read: ReadSettings;
  /** Which documents need not be looked at, for what an earlier run made of them; asked for each in their order. */
  readonly earlierResultOf?: EarlierResultOf;
  /** Aborted, it ends the run: nothing more is read, and what has been read is finished where that takes a moment. */
  readonly signal?: AbortSignal;
}

/** As many threads as there are cores, and a minute for a document. */
export const DEFAULT_RUN: RunSettings = { jobs: availableParallelism(), timeout: 60_000, read: DEFAULT_READ };

/** A document that no worker has seen: none could be had, or an earlier run has done it (`earlierResultOf`). */
type SkippedDocument = { readonly bad: BadItem } | { readonly unchanged: EarlierResult; readonly found: Task | BadItem };

/** What became of a document. */
export type Outcome<R> = { readonly task: Task; readonly result: Result<R> } | SkippedDocument;

/** Two large pages, or many short texts: a message to a worker costs more than a short text. */
const BATCH = { count: 64, size: 512 * 1024, sizeOf };

/** Milliseconds that a batch waits to become full: where a worker has nothing to do there is little to gain by it. */
const PATIENCE = { busy: 50, idle: 2 };

/** Milliseconds that what is in hand is given after the run has been told to end; what takes longer is done the next time. */
const LAST_MOMENT = 1000;

/** Batches that wait for each worker: enough that none is idle while results are written. */
const AHEAD = 4;

/** Does a job with all documents of the inputs and yields what became of them, in their order. */
export async function* spread<R extends object>(inputs: readonly Input[], job: Job<R>, settings: RunSettings): AsyncGenerator<Outcome<R>> {
  const { signal = new AbortController().signal, earlierResultOf, jobs } = settings;
  const over = new AbortController();
  const tooLate = new AbortController();
  const read = { ...settings.read, signal: over.signal };
  const channel = new Channel<{ readonly outcomes: Promise<readonly Outcome<R>[]> }>(jobs * AHEAD);
  let runner: Promise<Runner<R>> | undefined;
  let working = 0;

  async function outcomesOf(batch: readonly PendingDocument[]): Promise<readonly Outcome<R>[]> {
    const tasks = batch.flatMap((one) => ('task' in one ? [one.task] : []));
    working++;
    try {
      const results = tasks.length === 0 ? [] : await (await (runner as Promise<Runner<R>>)).run(tasks);
      let at = 0;
      return batch.map((one) => ('task' in one ? { task: one.task, result: results[at++] } : one));
    } finally {
      working--;
    }
  }

  // The first batch may be all there is, which decides how the run goes.
  const patience = () => (runner === undefined || working >= jobs ? PATIENCE.busy : PATIENCE.idle);

  async function feed(): Promise<void> {
    try {
      for await (const { items, isWhole } of inBatches(
        pendingDocuments(inputs, read, earlierResultOf),
        { ...BATCH, patience },
        over.signal,
      )) {
        const isSmall = isWhole && items.reduce((sum, one) => sum + sizeOf(one), 0) <= job.unclocked;
        runner ??= startRunner(job, settings, isSmall);
        const outcomes = outcomesOf(items);
        // It is looked at when its turn comes; until then nobody has failed to.
        outcomes.catch(() => undefined);
        await channel.put({ outcomes });
      }
      channel.end();
    } catch (error) {
      channel.end({ error });
    }
  }

  let lastMoment: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    over.abort();
    lastMoment = setTimeout(() => tooLate.abort(), LAST_MOMENT);
  };
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  const fed = feed();
  try {
    for await (const { outcomes } of channel) {
      const done = await within(outcomes, undefined, tooLate.signal);
      if (done === IDLE) break;
      yield* done;
    }
    await fed;
  } finally {
    clearTimeout(lastMoment);
    signal.removeEventListener('abort', onAbort);
    // Whoever reads standard input would wait for more of it.
    over.abort();
    await (await runner)?.close();
  }
}

/** Threads, but for a run that is over in a moment; only threads can be held to a time limit shorter than the worst of those. */
async function startRunner<R extends object>(job: Job<R>, settings: PoolSettings, isSmall: boolean): Promise<Runner<R>> {
  if (isSmall && settings.timeout >= DEFAULT_RUN.timeout) return startDirect(job);
  const { startPool } = await import('./pool.js');
  return startPool(job, settings);
}

/** What has been read and no worker has seen. */
type PendingDocument = { readonly task: Task } | SkippedDocument;

async function* pendingDocuments(
  inputs: readonly Input[],
  read: ReadSettings,
  earlierResultOf: EarlierResultOf = () => undefined,
): AsyncGenerator<PendingDocument> {
  for await (const found of tasksOf(inputs, read)) {
    const unchanged = 'leftOut' in found ? undefined : earlierResultOf(found);
    if (unchanged !== undefined) yield { unchanged, found };
    else yield 'error' in found ? { bad: found } : { task: found };
  }
}

function sizeOf(one: PendingDocument): number {
  return 'task' in one ? one.task.content.length : 0;
}
