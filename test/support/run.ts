/** Cleans files as a run does, but in this process: threads would need the built command. */

import type { CleanedDocument, CleanSettings } from '../../src/batch/run/cleanSettings.js';
import { cleaner } from '../../src/batch/run/cleanTask.js';
import type { Result } from '../../src/batch/run/job.js';
import type { Input } from '../../src/files/findInputs.js';
import { DEFAULT_READ, tasksOf } from '../../src/files/readTasks.js';

/** The default options of the command line; the rules are the caller's. */
export const WORK: Omit<CleanSettings, 'ruleSets'> = {
  site: 'auto',
  engine: 'auto',
  model: 'auto',
  to: 'txt',
  verdicts: true,
  removed: false,
};

/** The result of each document by its relative name, in the inputs' order. */
export async function cleanInputs(inputs: readonly Input[], work: CleanSettings): Promise<Map<string, Result<CleanedDocument>>> {
  const clean = cleaner(work);
  const results = new Map<string, Result<CleanedDocument>>();
  for await (const task of tasksOf(inputs, DEFAULT_READ)) {
    results.set(task.relative, 'error' in task ? { error: task.error.message } : await clean(task));
  }
  return results;
}
