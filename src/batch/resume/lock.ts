/** Allows one run at a time to write to an output, by a lock file next to the journal of the output. */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder } from '../../files/makeFolder.js';
import { type Holder, isRunning, ownHolder, parseHolder } from './holder.js';
import { stateFile } from './stateFile.js';

/** Thrown if another run is writing to an output. */
class LockedError extends Error {
  override readonly name = 'LockedError';
}

export interface LockOptions {
  /** Whether to wait for other runs to end. */
  readonly wait: boolean;
  /** Called once for each run that is waited for. */
  readonly onWait: (message: string) => void;
}

export interface Lock {
  /** Why locking failed; other runs can then write to the same outputs. */
  readonly failure?: string;
  release(): void;
}

/** Milliseconds between attempts to take a lock, between attempts while one is being removed, and between signs of life. */
const RETRY = 200;
const RETRY_SOON = 20;
const HEARTBEAT = 30_000;
/**
 * Milliseconds after which a lock counts as abandoned: ten missed signs of life for a run on another machine, less for a
 * lock file without a valid holder, which is normally completed at once.
 */
const ABANDONED = 300_000;
const NAMELESS = 10_000;

/**
 * Locks outputs, by whatever path they are named.
 * @throws LockedError if another run holds one of them and `wait` is not set
 */
export async function lockOutputs(outputs: readonly string[], options: LockOptions): Promise<Lock> {
  const locks = new HeldLocks();
  try {
    // Always in the same order, or two runs could wait for each other forever.
    const files = new Map(outputs.map((output) => [stateFile(output, '.lock'), output]));
    for (const [file, output] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) await take(file, output, locks, options);
    return locks;
  } catch (error) {
    locks.release();
    if (error instanceof LockedError) throw error;
    return { failure: (error as Error).message, release: () => undefined };
  }
}

async function take(file: string, output: string, locks: HeldLocks, { wait, onWait }: LockOptions): Promise<void> {
  makeFolder(path.dirname(file));
  for (let lastMessage: string | undefined; !locks.take(file); ) {
    const text = textOf(file);
    if (text === undefined) continue;
    if (clearAbandoned(file, text)) {
      await pause(RETRY_SOON);
      continue;
    }
    const who = inWords(output, parseHolder(text));
    if (!wait) throw new LockedError(`${who}; use --wait to wait until it has finished`);
    if (who !== lastMessage) onWait(`${who}; waiting`);
    lastMessage = who;
    await pause(RETRY);
  }
}

function inWords(output: string, holder: Holder | undefined): string {
  const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  return `another run is writing to ${output}${who}`;
}

/** Removes the lock of a run that has ended; true if it is gone or about to be removed by another run. */
function clearAbandoned(file: string, text: string): boolean {
  if (!isAbandoned(file, text)) return false;
  // Only one of several waiting runs may remove it; otherwise one of them could remove the new lock of another.
  const clearing = `${file}.clearing`;
  try {
    writeFileSync(clearing, '', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (ageOf(clearing) > NAMELESS) rmSync(clearing, { force: true });
    return true;
  }
  try {
    if (textOf(file) === text) rmSync(file, { force: true });
  } finally {
    rmSync(clearing, { force: true });
  }
  return true;
}

function isAbandoned(file: string, text: string): boolean {
  const holder = parseHolder(text);
  if (holder === undefined) return ageOf(file) > NAMELESS;
  return !(isRunning(holder) ?? ageOf(file) <= ABANDONED);
}

function ageOf(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Signals that end a process unless it handles them. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The locks of this run, released when it ends, however it ends. */
class HeldLocks implements Lock {
  private readonly text = `${JSON.stringify(ownHolder())}\n`;
  private readonly files: string[] = [];
  private heartbeat: NodeJS.Timeout | undefined;

  /** Takes a lock; false if someone holds it. */
  take(file: string): boolean {
    // Before the file is there, or a signal just after would leave it.
    if (this.files.length === 0) this.begin();
    try {
      writeFileSync(file, this.text, { flag: 'wx' });
    } catch (error) {
      if (this.files.length === 0) this.end();
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      // On a full disk the file exists but is empty.
      rmSync(file, { force: true });
      throw error;
    }
    this.files.push(file);
    return true;
  }

  private begin(): void {
    process.on('exit', this.release);
    for (const signal of ENDING_SIGNALS) process.on(signal, this.onSignal);
    this.heartbeat = setInterval(() => {
      const now = new Date();
      for (const file of this.files) {
        try {
          utimesSync(file, now, now);
        } catch {
          // The cache has been deleted, and the lock with it.
        }
      }
    }, HEARTBEAT).unref();
  }

  /** Another handler decides how the run ends; without one, this restores the default. */
  private readonly onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    this.release();
    process.kill(process.pid, signal);
  };

  private end(): void {
    clearInterval(this.heartbeat);
    process.off('exit', this.release);
    for (const signal of ENDING_SIGNALS) process.off(signal, this.onSignal);
  }

  readonly release = (): void => {
    this.end();
    for (const file of this.files.splice(0)) {
      try {
        if (textOf(file) === this.text) rmSync(file);
      } catch {
        // Other runs recognise it as abandoned once this process has ended.
      }
    }
  };
}
