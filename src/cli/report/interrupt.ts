/**
 * Handles SIGINT, SIGTERM and SIGHUP during a run: it stops reading, finishes what is quick, saves its state and ends. A
 * second signal ends it immediately. Outside a run, nothing is left half done, and signals keep their default effect.
 */
import { constants } from 'node:os';
import { ENDING_SIGNALS } from '../../batch/resume/lock.js';
import type { Report } from './report.js';

type Signal = (typeof ENDING_SIGNALS)[number];

/** Milliseconds after which an interrupted run is killed, whatever it is waiting for: a reader, a disk, a page. */
const PATIENCE = 1800;

/**
 * Runs something that signals interrupt.
 * @param run ends soon after its signal has been aborted
 * @param hint tells the user how to continue
 * @returns the exit status if it was interrupted: 128 plus the signal number, as shells have it
 */
export async function untilInterrupted(
  report: Report,
  run: (signal: AbortSignal) => Promise<void>,
  hint: string,
): Promise<number | undefined> {
  const stop = new AbortController();
  let status: number | undefined;
  const release = (): void => {
    for (const name of ENDING_SIGNALS) process.off(name, onSignal);
  };
  // `process.exit` would wait for threads that may be blocked on a disk.
  const endWith = (signal: Signal): void => {
    report.stop();
    release();
    process.kill(process.pid, signal);
  };
  const onSignal = (signal: Signal): void => {
    if (status !== undefined) {
      endWith(signal);
      return;
    }
    status = 128 + constants.signals[signal];
    setTimeout(endWith, PATIENCE, signal).unref();
    report.info('interrupted; finishing current documents (repeat to stop immediately)');
    stop.abort();
  };
  for (const name of ENDING_SIGNALS) process.on(name, onSignal);
  try {
    await run(stop.signal);
  } finally {
    release();
  }
  if (status !== undefined) report.info(`interrupted; ${hint}`);
  return status;
}
