// CPU time, which tells more than a clock on machines that others use too.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that the calling thread has run; those of the compiler's and the garbage collector's threads do not count. */
export function threadCpu(): number {
  return runTime('/proc/thread-self');
}

/** Milliseconds that a thread has run. @param thread its folder in `/proc` */
function runTime(thread: string): number {
  // Fields: nanoseconds running, nanoseconds waiting, time slices.
  return Number(readFileSync(`${thread}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
}

/** What a command took, in milliseconds: of all its threads, in the system too, and by the clock. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
  /** Of the main thread, and of each other one, the busiest first; sampled, so that the last moments are missing. */
  readonly main: number;
  readonly others: readonly number[];
}

/** Milliseconds between two samples of a command's threads. */
const SAMPLE = 50;

/** Runs a command to its end. @param held to one core */
export async function costOf(command: readonly string[], held = false): Promise<Cost> {
  const words = held ? ['taskset', '-c', '0', ...command] : command;
  // The command takes the place of a shell that the first one measures.
  const script = 'TIMEFORMAT="%R %U %S"; time bash -c \'echo $$ >&3; exec "$@" 3>&- >/dev/null 2>&1\' bash "$@"';
  const child = spawn('bash', ['-c', script, 'bash', ...words], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let times = '';
  let pid: number | undefined;
  child.stderr?.on('data', (piece: Buffer) => {
    times += piece;
  });
  child.stdio[3]?.on('data', (piece: Buffer) => {
    pid = Number(piece);
  });
  const ended = new Promise<true>((resolve) => child.on('close', () => resolve(true)));
  const spent = new Map<string, number>();
  while (!(await Promise.race([ended, wait(SAMPLE, false)]))) if (pid !== undefined) sample(pid, spent);
  const [wall, user, system] = times.trim().split(' ').map(Number);
  const { [String(pid)]: main = 0, ...others } = Object.fromEntries(spent);
  return { cpu: (user + system) * 1000, wall: wall * 1000, main, others: Object.values(others).sort((a, b) => b - a) };
}

/** Notes how long each thread of a process has run. */
function sample(pid: number, spent: Map<string, number>): void {
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) spent.set(thread, runTime(`/proc/${pid}/task/${thread}`));
  } catch {
    // The process or one of its threads has ended.
  }
}
