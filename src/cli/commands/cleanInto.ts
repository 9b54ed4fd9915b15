/** Runs a cleaning from inputs to outputs, and counts and reports the outcome of each document. */
import { cleanAll } from '../../batch/cleanAll.js';
import { type CleanOutcome, Output, type OutputSettings } from '../../batch/output/output.js';
import { ChangedInputError } from '../../batch/resume/earlierRuns.js';
import type { CleanSettings } from '../../batch/run/cleanSettings.js';
import type { RunSettings } from '../../batch/run/spread.js';
import type { Input } from '../../files/findInputs.js';
import type { Report } from '../report/report.js';
import type { RunTally } from '../report/runTally.js';

/** Where outcomes are counted and reported. */
export interface Reporting {
  readonly tally: RunTally;
  readonly report: Report;
}

/** The inputs, settings and outputs of a run. */
export interface CleanRun {
  readonly inputs: readonly Input[];
  readonly work: CleanSettings;
  readonly run: RunSettings;
  readonly output: OutputSettings;
}

/**
 * Cleans the inputs, continuing an earlier run if there is one.
 * @throws OutputError if nothing more can be written
 */
export async function cleanInto(cleaning: CleanRun, reporting: Reporting): Promise<void> {
  try {
    await cleanOnce(cleaning, reporting, true);
  } catch (error) {
    if (!(error instanceof ChangedInputError)) throw error;
    reporting.report.info('something has changed since the last run; its output is written from scratch');
    reporting.tally.reset();
    await cleanOnce(cleaning, reporting, false);
  }
}

/** @param follow whether to append to the line files of the last run */
async function cleanOnce({ inputs, work, run, output: settings }: CleanRun, reporting: Reporting, follow: boolean): Promise<void> {
  const output = new Output(inputs, work, settings, { run, follow, notify: (note) => reporting.report.info(note) });
  await output.open();
  try {
    for await (const outcome of cleanAll(inputs, work, { ...run, earlierResultOf: output.earlierResultOf })) {
      reportOutcome(outcome, await output.put(outcome), reporting);
      reporting.report.update();
    }
  } catch (error) {
    // The first error is the one to report.
    await output.leave().catch(() => undefined);
    throw error;
  }
  await (run.signal?.aborted === true ? output.leave() : output.finish());
}

/** @param failure the reason why there is no cleaned document */
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
