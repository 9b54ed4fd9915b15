/** Spreads the documents of a run over worker threads and yields the results in document order. */
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

/** How a run proceeds, apart from what it does with each document. */
export interface RunSettings extends PoolSettings {
  readonly read: ReadSettings;
  /** What earlier runs have made of documents, which are then skipped; called for each document in order. */
  readonly earlierResultOf?: EarlierResultOf;
  /** Ends the run when aborted: nothing more is read, and documents already read are finished if that is quick. */
  readonly signal?: AbortSignal;
}

/** One thread per core, and a minute per document. */
export const DEFAULT_RUN: RunSettings = { jobs: availableParallelism(), timeout: 60_000, read: DEFAULT_READ };

/** A document that needs no worker: it could not be read, or an earlier run has done it. */
type SkippedDocument = { readonly bad: BadItem } | { readonly unchanged: EarlierResult; readonly found: Task | BadItem };

export type Outcome<R> = { readonly task: Task; readonly result: Result<R> } | SkippedDocument;

/** Two large pages or many short texts: a message to a worker costs more than cleaning a short text. */
const BATCH = { count: 64, size: 512 * 1024, sizeOf };

/** Milliseconds that a batch waits to fill up. While a worker is idle, waiting gains little. */
const PATIENCE = { busy: 50, idle: 2 };

/** Milliseconds that documents in progress may take after an abort; later ones are left to the next run. */
const GRACE = 1000;

/** Batches queued per worker: enough to keep all busy while results are written. */
const QUEUED = 4;

/** Runs a job on all documents of the inputs and yields their outcomes in order. */
export async function* spread<R extends object>(inputs: readonly Input[], job: Job<R>, settings: RunSettings): AsyncGenerator<Outcome<R>> {
  const { signal = new AbortController().signal, earlierResultOf, jobs } = settings;
  const over = new AbortController();
  const tooLate = new AbortController();
  const read = { ...settings.read, signal: over.signal };
  const channel = new Channel<{ readonly outcomes: Promise<readonly Outcome<R>[]> }>(jobs * QUEUED);
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

  // The first batch may be the only one, which decides whether threads are needed.
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
        // Not an unhandled rejection: it is awaited when its turn comes.
        outcomes.catch(() => undefined);
        await channel.put({ outcomes });
      }
      channel.end();
    } catch (error) {
      channel.end({ error });
    }
  }

  let grace: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    over.abort();
    grace = setTimeout(() => tooLate.abort(), GRACE);
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
    clearTimeout(grace);
    signal.removeEventListener('abort', onAbort);
    // A reader of standard input would wait for more.
    over.abort();
    await (await runner)?.close();
  }
}

/** Uses threads unless the run is tiny. A short time limit asks for them too: it counts the time of its thread alone. */
async function startRunner<R extends object>(job: Job<R>, settings: PoolSettings, isSmall: boolean): Promise<Runner<R>> {
  if (isSmall && settings.timeout >= DEFAULT_RUN.timeout) return startDirect(job, settings);
  const { startPool } = await import('./pool.js');
  return startPool(job, settings);
}

/** A document that has been read but not processed. */
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
