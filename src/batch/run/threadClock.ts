/** How long a thread has waited for a processor that others had, where the system tells it: Linux does. */
import { readFileSync, readlinkSync } from 'node:fs';

/** The system's number of the thread that asks; 0 where there is none to be had. */
export function threadNumber(): number {
  try {
    return Number(/\d+$/u.exec(readlinkSync('/proc/thread-self'))?.[0] ?? 0);
  } catch {
    return 0;
  }
}

/** Milliseconds that a thread of this process was ready to run and did not, in all its life; 0 where nobody knows. */
export function waitedFor(thread: number): number {
  if (thread === 0) return 0;
  try {
    // Nanoseconds on a processor, nanoseconds in wait of one, turns.
    const [, waited] = readFileSync(`/proc/self/task/${thread}/schedstat`, 'latin1').split(' ');
    return Number(waited) / 1e6 || 0;
  } catch {
    return 0;
  }
}
