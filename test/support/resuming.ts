/** Runs that continue earlier ones, in this process rather than in threads, which need the built command. */
import { afterAll, beforeAll } from '@jest/globals';
import { type CleanOutcome, Output, type OutputSettings } from '../../src/batch/output/output.js';
import { ChangedInputError } from '../../src/batch/resume/earlierRuns.js';
import type { CleanedDocument, CleanSettings } from '../../src/batch/run/cleanSettings.js';
import { cleaner } from '../../src/batch/run/cleanTask.js';
import type { Handler } from '../../src/batch/run/job.js';
import { DEFAULT_RUN, type RunSettings } from '../../src/batch/run/spread.js';
import { findInputs } from '../../src/files/findInputs.js';
import type { BadItem, Task } from '../../src/files/item.js';
import { DEFAULT_READ, tasksOf } from '../../src/files/readTasks.js';
import { folderWith, removeFolders } from './command.js';
import { WORK } from './run.js';

export interface Rerun {
  readonly settings?: Partial<OutputSettings>;
  readonly work?: Partial<CleanSettings>;
  readonly run?: Partial<RunSettings>;
  /** Replaces the function that cleans a document. */
  readonly clean?: Handler<CleanedDocument>;
  /** The number of documents after which the process dies. */
  readonly until?: number;
  /** Called when everything is open, before the first document is written. */
  readonly opened?: (output: Output) => void;
}

export interface Ran {
  /** Names of the cleaned documents. */
  readonly cleaned: readonly string[];
  /** Reasons why documents failed. */
  readonly failures: readonly string[];
  /** The messages for the user. */
  readonly notes: readonly string[];
}

/** Outputs of processes that have died, which stay open and unwritten until `bury`. */
const dead: Output[] = [];

/** Closes the files of processes that have died. */
export async function bury(): Promise<void> {
  for (const output of dead.splice(0)) await output.leave();
}

/** Gives the tests of a file a separate folder for journals. */
export function keepJournalsApart(): void {
  const cache = process.env.XDG_CACHE_HOME;
  beforeAll(() => {
    process.env.XDG_CACHE_HOME = folderWith({});
  });
  afterAll(() => {
    if (cache === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = cache;
    removeFolders();
  });
}

/** Cleans the inputs at a path. */
export async function rerun(given: string, out: string, how: Rerun = {}): Promise<Ran> {
  const notes: string[] = [];
  try {
    return await runOnce(given, out, how, true, notes);
  } catch (error) {
    if (!(error instanceof ChangedInputError)) throw error;
    return runOnce(given, out, how, false, notes);
  }
}

async function runOnce(given: string, out: string, how: Rerun, follow: boolean, notes: string[]): Promise<Ran> {
  const inputs = await findInputs([given]);
  const work: CleanSettings = {
    ...WORK,
    model: 'none',
    engine: 'fast',
    ruleSets: [],
    removed: how.settings?.removed !== undefined,
    ...how.work,
  };
  const clean = how.clean ?? cleaner(work);
  const settings = { out, resume: true, live: false, print: async () => undefined, withHeading: (text: string) => text, ...how.settings };
  const output = new Output(inputs, work, settings, { run: { ...DEFAULT_RUN, ...how.run }, follow, notify: (note) => notes.push(note) });
  await output.open();
  how.opened?.(output);
  const outcomes: CleanOutcome[] = [];
  const failures: string[] = [];
  try {
    // All documents are known before the first is written, since a run reads ahead.
    for await (const found of tasksOf(inputs, how.run?.read ?? DEFAULT_READ)) {
      const unchanged = 'leftOut' in found ? undefined : output.earlierResultOf(found);
      outcomes.push(unchanged !== undefined ? { unchanged, found } : await outcomeOf(found, clean));
    }
    for (const outcome of outcomes.slice(0, how.until)) failures.push(...[(await output.put(outcome)) ?? []].flat());
  } catch (error) {
    await output.leave();
    throw error;
  }
  if (outcomes.length > (how.until ?? Number.POSITIVE_INFINITY)) {
    // biome-ignore lint/complexity/useLiteralKeys: it is private, and a dead process has no clock that writes what waits
    await output['idleFlush'].stop();
    dead.push(output);
  } else await output.finish();
  return { cleaned: outcomes.flatMap((outcome) => ('task' in outcome ? [outcome.task.name] : [])), failures, notes };
}

async function outcomeOf(found: Task | BadItem, clean: ReturnType<typeof cleaner>): Promise<CleanOutcome> {
  return 'error' in found ? { bad: found } : { task: found, result: await clean(found) };
}
