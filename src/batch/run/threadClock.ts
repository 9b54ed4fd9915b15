/** How long a thread has waited for a processor; available on Linux only. */
import { readFileSync, readlinkSync } from 'node:fs';

/** The number that the system has given to the calling thread; 0 if unknown. */
export function threadNumber(): number {
  try {
    return Number(/\d+$/u.exec(readlinkSync('/proc/thread-self'))?.[0] ?? 0);
  } catch {
    return 0;
  }
}

/** Milliseconds that a thread of this process has been ready to run without running; 0 if unknown. */
export function waitedFor(thread: number): number {
  if (thread === 0) return 0;
  try {
    // Fields: nanoseconds running, nanoseconds waiting, time slices.
    const [, waited] = readFileSync(`/proc/self/task/${thread}/schedstat`, 'latin1').split(' ');
    return Number(waited) / 1e6 || 0;
  } catch {
    return 0;
  }
}
