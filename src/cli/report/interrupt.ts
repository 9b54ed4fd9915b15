/**
 * What SIGINT, SIGTERM and SIGHUP do to a run: it reads nothing more, finishes what takes a moment, writes its state and
 * ends; a second one ends it at once. Where no run is under way, and nothing is half done, they do what they do to any
 * program: they end it.
 */
import { constants } from 'node:os';
import type { Report } from './report.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Signal = (typeof SIGNALS)[number];

/** Milliseconds after which a run that was told to end is ended, whatever it waits for: a reader, a disk, a page. */
const PATIENCE = 1800;

/**
 * Runs something that signals end.
 * @param run ends soon after its signal has been aborted
 * @param goingOn what a person should know after that
 * @returns the exit status if it was interrupted: 128 and the signal's number, as shells have it
 */
export async function untilInterrupted(
  report: Report,
  run: (signal: AbortSignal) => Promise<void>,
  goingOn: string,
): Promise<number | undefined> {
  const stop = new AbortController();
  let status: number | undefined;
  const release = (): void => {
    for (const name of SIGNALS) process.off(name, onSignal);
  };
  // Not by way of `process.exit`, which waits for threads that may be waiting for a disk.
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
    report.info('interrupted: finishing what is in hand (again to stop at once)');
    stop.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    await run(stop.signal);
  } finally {
    release();
  }
  if (status !== undefined) report.info(`interrupted: ${goingOn}`);
  return status;
}
