/** Identifies the process that holds a lock, such that a later process with the same number is not mistaken for it. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Boot and PID namespace: process numbers mean nothing outside them. */
  readonly system: string;
  /** Start time of the process in clock ticks of the system; empty if unknown. */
  readonly began: string;
  /** ISO time at which it took the lock. */
  readonly since: string;
  /** Its command line, for people who look into the file. */
  readonly command: string;
}

/** This process. */
export function ownHolder(): Holder {
  return {
    pid: process.pid,
    host: hostname(),
    system: systemHere(),
    began: beginningOf(process.pid) ?? '',
    since: new Date().toISOString(),
    command: process.argv.slice(2).join(' '),
  };
}

/** Parses the content of a lock file; undefined if it is invalid, for example while it is being written. */
export function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, ...words } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (!Number.isSafeInteger(pid) || (pid as number) < 1) return undefined;
    const word = (name: keyof typeof words) => String(words[name] ?? '');
    return {
      pid: pid as number,
      host: word('host'),
      system: word('system'),
      began: word('began'),
      since: word('since'),
      command: word('command'),
    };
  } catch {
    return undefined;
  }
}

/** Whether the holder is still running; undefined if that cannot be determined from here. */
export function isRunning({ pid, host, system, began }: Holder): boolean | undefined {
  if (host !== hostname() || system !== systemHere()) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists but belongs to another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (began === '') return true;
  return beginningOf(pid) === began;
}

/** Start time of a process; undefined for one that has ended, zombies included, and on systems without `/proc`. */
function beginningOf(pid: number): string | undefined {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The process name in brackets may contain anything.
  const [state, ...fields] = stat
    .slice(stat.lastIndexOf(')') + 1)
    .trim()
    .split(' ');
  return /^[ZX]?$/u.test(state) ? undefined : fields[18];
}

function systemHere(): string {
  const boot = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  return `${boot} ${textOf(() => readlinkSync('/proc/self/ns/pid'))}`;
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
