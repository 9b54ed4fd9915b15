/** What SIGINT does to a run: what is in hand is finished, and the state written; a second one ends it at once. */
import type { Report } from './report.js';

/** The status that a shell gives a command which SIGINT has ended. */
export const INTERRUPTED = 130;

/** @returns whether the run was interrupted */
export async function untilInterrupted(report: Report, run: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    stop.abort();
    report.info('interrupted: finishing what is in hand (again to stop at once)');
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    await run(stop.signal);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
  if (stop.signal.aborted) report.info('interrupted: with an --out the same command goes on from here');
  return stop.signal.aborted;
}
