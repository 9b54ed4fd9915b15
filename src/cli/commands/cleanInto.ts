/** Runs a cleaning from its inputs to its outputs, and counts and tells what becomes of each document. */
import { cleanAll } from '../../batch/cleanAll.js';
import { type CleanOutcome, Output, type OutputSettings } from '../../batch/output/output.js';
import { ChangedInputError } from '../../batch/resume/earlierRuns.js';
import type { CleanSettings } from '../../batch/run/cleanSettings.js';
import type { RunSettings } from '../../batch/run/spread.js';
import type { Input } from '../../files/findInputs.js';
import type { Report } from '../report/report.js';
import type { RunTally } from '../report/runTally.js';

/** Whom a run tells what it does. */
export interface Reporting {
  readonly tally: RunTally;
  readonly report: Report;
}

/** What a run is: documents, what is done with them, how, and where the results go. */
export interface CleanRun {
  readonly inputs: readonly Input[];
  readonly work: CleanSettings;
  readonly run: RunSettings;
  readonly output: OutputSettings;
}

/**
 * Cleans the inputs, from where an earlier run has left off.
 * @throws OutputError where nothing more can be written
 */
export async function cleanInto(cleaning: CleanRun, reporting: Reporting): Promise<void> {
  try {
    await cleanOnce(cleaning, reporting, true);
  } catch (error) {
    if (!(error instanceof ChangedInputError)) throw error;
    reporting.report.info('something has changed since the last run: its output is made anew');
    reporting.tally.reset();
    await cleanOnce(cleaning, reporting, false);
  }
}

/** @param follow whether the last run's files of lines may be gone on with */
async function cleanOnce({ inputs, work, run, output: settings }: CleanRun, reporting: Reporting, follow: boolean): Promise<void> {
  const output = new Output(inputs, work, settings, { run, follow, notify: (note) => reporting.report.info(note) });
  await output.open();
  try {
    for await (const outcome of cleanAll(inputs, work, { ...run, earlierResultOf: output.earlierResultOf })) {
      reportOutcome(outcome, await output.put(outcome), reporting);
      reporting.report.update();
    }
  } catch (error) {
    // What went wrong first is what is told.
    await output.leave().catch(() => undefined);
    throw error;
  }
  await (run.signal?.aborted === true ? output.leave() : output.finish());
}

/** @param failure why there is no cleaned document */
function reportOutcome(outcome: CleanOutcome, failure: string | undefined, { tally, report }: Reporting): void {
  const { name } = 'found' in outcome ? outcome.found : 'bad' in outcome ? outcome.bad : outcome.task;
  if (failure !== undefined) {
    tally.failed++;
    report.error(name, failure);
  } else if ('bad' in outcome) {
    tally.passedOver++;
    report.note(name, outcome.bad.error.message);
  } else if ('unchanged' in outcome) tally.unchanged++;
  else if ('task' in outcome && 'notes' in outcome.result) {
    for (const note of outcome.result.notes) report.note(name, note);
    tally.add(outcome.result.counts);
  }
}
