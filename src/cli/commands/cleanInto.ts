/** Runs a cleaning from its inputs to its outputs, and counts and tells what becomes of each document. */
import { cleanAll } from '../../batch/cleanAll.js';
import { type Outcome, Output, type OutputSettings } from '../../batch/output/output.js';
import { ChangedInputError } from '../../batch/resume/past.js';
import type { RunSettings } from '../../batch/run/spread.js';
import type { Work } from '../../batch/run/work.js';
import type { Input } from '../../files/findInputs.js';
import type { Report } from '../report/report.js';
import type { Tally } from '../report/runTally.js';

/** Whom a run tells what it does. */
export interface Audience {
  readonly tally: Tally;
  readonly report: Report;
}

/** What a run is: documents, what is done with them, how, and where the results go. */
export interface Cleaning {
  readonly inputs: readonly Input[];
  readonly work: Work;
  readonly run: RunSettings;
  readonly output: OutputSettings;
}

/**
 * Cleans the inputs, from where an earlier run has left off.
 * @throws OutputError where nothing more can be written
 */
export async function cleanInto(cleaning: Cleaning, audience: Audience): Promise<void> {
  try {
    await cleanOnce(cleaning, audience);
  } catch (error) {
    if (!(error instanceof ChangedInputError)) throw error;
    audience.report.info('something has changed since the last run: its output is made anew');
    audience.tally.reset();
    await cleanOnce({ ...cleaning, output: { ...cleaning.output, resume: false } }, audience);
  }
}

async function cleanOnce({ inputs, work, run, output: settings }: Cleaning, audience: Audience): Promise<void> {
  const output = new Output(inputs, work, settings);
  const note = await output.open();
  if (note !== undefined) audience.report.info(note);
  try {
    for await (const outcome of cleanAll(inputs, work, { ...run, known: output.known })) {
      tell(outcome, await output.put(outcome), audience);
      audience.report.update();
    }
  } catch (error) {
    // What went wrong first is what is told.
    await output.leave().catch(() => undefined);
    throw error;
  }
  await (run.signal?.aborted === true ? output.leave() : output.finish());
}

/** @param failure why there is no cleaned document */
function tell(outcome: Outcome, failure: string | undefined, { tally, report }: Audience): void {
  const { name } = 'found' in outcome ? outcome.found : 'bad' in outcome ? outcome.bad : outcome.task;
  if (failure !== undefined) {
    tally.failed++;
    report.error(name, failure);
  } else if ('bad' in outcome) report.note(name, outcome.bad.error.message);
  else if ('unchanged' in outcome) tally.unchanged++;
  else if ('task' in outcome && 'notes' in outcome.result) {
    for (const note of outcome.result.notes) report.note(name, note);
    tally.add(outcome.result.counts);
  }
}
