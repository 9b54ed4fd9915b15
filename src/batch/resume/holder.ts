/** Who holds a lock: a process that can be told from a later one of the same number. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The running system and the processes that are seen in it: numbers of processes mean nothing elsewhere. */
  readonly system: string;
  /** When the process began, in the system's own ticks; empty where that is not told. */
  readonly began: string;
  /** ISO time at which it took the lock. */
  readonly since: string;
  /** Its words, for whoever looks into the file. */
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

/** Reads what a lock says of its holder; undefined for what says nothing, as where it is only just being written. */
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

/** Whether the holder still runs; undefined where that cannot be seen from here. */
export function isRunning({ pid, host, system, began }: Holder): boolean | undefined {
  if (host !== hostname() || system !== systemHere()) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (began === '') return true;
  return beginningOf(pid) === began;
}

/** When a process began; undefined for one that is over, though nobody has taken notice, and where there is no `/proc`. */
function beginningOf(pid: number): string | undefined {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name, in brackets, may hold anything.
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
