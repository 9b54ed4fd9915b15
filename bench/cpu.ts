// CPU time, which tells more than a clock on machines that others use too.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds that the calling thread has run; those of the compiler's and the garbage collector's threads do not count. */
export function threadCpu(): number {
  // Fields: nanoseconds running, nanoseconds waiting, time slices.
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
}

/** What a command took, in milliseconds: of all its threads, in the system too, and by the clock. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
  readonly output: string;
}

/** Runs a command to its end. @param held to one core */
export function costOf(command: readonly string[], held = false): Cost {
  const words = held ? ['taskset', '-c', '0', ...command] : command;
  const script = 'TIMEFORMAT="%R %U %S"; { time "$@" 2>/dev/null; } 2>&3';
  const file = execFileSync('mktemp', { encoding: 'utf8' }).trim();
  const output = execFileSync('bash', ['-c', `exec 3>"${file}"; ${script}`, 'bash', ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [wall, user, system] = readFileSync(file, 'utf8').trim().split(' ').map(Number);
  return { cpu: (user + system) * 1000, wall: wall * 1000, output };
}
