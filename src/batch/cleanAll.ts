/** Cleans many documents, spread over worker threads, and gives them back in the order in which they came. */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Input } from './inputs.js';
import type { BadItem, Found, Task } from './item.js';
import type { Known, Made } from './resume/past.js';
import { inBatches } from './run/batches.js';
import { Channel } from './run/channel.js';
import { startDirect } from './run/direct.js';
import type { PoolSettings } from './run/pool.js';
import type { Result, Runner, Work } from './run/work.js';
import { type ReadSettings, readItems } from './sources/readItems.js';

/** How a run goes, beside what it does with each document. */
export interface RunSettings extends PoolSettings {
  readonly read: ReadSettings;
  /** Which documents need not be cleaned, for what an earlier run made of them; asked for each in their order. */
  readonly known?: Known;
  /** Aborted, it ends the run: nothing more is read, and what has been read is finished. */
  readonly signal?: AbortSignal;
}

/** A document that is not cleaned: none could be had, or an earlier run has done it (`known`). */
type Passed = { readonly bad: BadItem } | { readonly unchanged: Made; readonly found: Task | BadItem };

/** What became of a document. */
export type Outcome = { readonly task: Task; readonly result: Result } | Passed;

export const DEFAULT_JOBS = availableParallelism();
/** Milliseconds a document may take. */
export const DEFAULT_TIMEOUT = 60_000;
/** Bytes a document may have. */
export const DEFAULT_MAX_BYTES = 64 * 2 ** 20;

/** Inputs as they come. */
export const DEFAULT_READ: ReadSettings = { from: 'auto', fields: {}, maxBytes: DEFAULT_MAX_BYTES };

/** How many inputs are open at once: the one that is read, and those whose beginning is fetched ahead. */
const OPEN = 4;

/** Two large pages, or many short texts: a message to a worker costs more than a short text. */
const BATCH = { count: 64, size: 512 * 1024, patience: 50, sizeOf: sizeOf };

/** Batches that wait for each worker: enough that none is idle while results are written. */
const AHEAD = 2;

/** Cleans all documents of the inputs and yields what became of them, in their order. */
export async function* cleanAll(inputs: readonly Input[], work: Work, settings: RunSettings): AsyncGenerator<Outcome> {
  const { signal = new AbortController().signal, known, jobs } = settings;
  const channel = new Channel<Promise<readonly Outcome[]>>(jobs * AHEAD);
  let runner: Promise<Runner> | undefined;

  async function outcomesOf(batch: readonly Arrived[]): Promise<readonly Outcome[]> {
    const tasks = batch.flatMap((one) => ('task' in one ? [one.task] : []));
    const results = tasks.length === 0 ? [] : await (await (runner as Promise<Runner>)).run(tasks);
    let at = 0;
    return batch.map((one) => ('task' in one ? { task: one.task, result: results[at++] } : one));
  }

  async function feed(): Promise<void> {
    try {
      for await (const { batch, whole } of inBatches(arrivals(inputs, settings.read, known), BATCH, signal)) {
        const isSmall = whole && batch.reduce((sum, one) => sum + sizeOf(one), 0) <= 2 * BATCH.size;
        runner ??= startRunner(work, settings, isSmall);
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
async function startRunner(work: Work, settings: PoolSettings, isSmall: boolean): Promise<Runner> {
  if (isSmall && settings.timeout >= DEFAULT_TIMEOUT) return startDirect(work);
  const { startPool } = await import('./run/pool.js');
  return startPool(work, settings);
}

/** What has been read and not yet been cleaned. */
type Arrived = { readonly task: Task } | Passed;

async function* arrivals(inputs: readonly Input[], read: ReadSettings, known: Known = () => undefined): AsyncGenerator<Arrived> {
  for await (const found of tasksOf(inputs, read)) {
    const unchanged = known(found);
    if (unchanged !== undefined) yield { unchanged, found };
    else yield 'error' in found ? { bad: found } : { task: found };
  }
}

/** The documents of all inputs, in the inputs' order, each with its file. */
export async function* tasksOf(inputs: readonly Input[], read: ReadSettings): AsyncGenerator<Task | BadItem> {
  const limit = pLimit(OPEN);
  const open: { readonly file: string; readonly items: AsyncGenerator<Found>; readonly first: Promise<IteratorResult<Found>> }[] = [];
  let next = 0;
  try {
    while (next < inputs.length || open.length > 0) {
      while (open.length < OPEN && next < inputs.length) {
        const input = inputs[next++];
        const items = readItems(input, read);
        open.push({ file: input.file, items, first: limit(() => items.next()) });
      }
      const [{ file, items, first }] = open;
      for (let got = await first; !got.done; got = await items.next()) yield 'error' in got.value ? got.value : { ...got.value, file };
      open.shift();
    }
  } finally {
    for (const { items } of open) void items.return(undefined);
  }
}

function sizeOf(one: Arrived): number {
  return 'task' in one ? one.task.content.length : 0;
}
