/** One run at a time writes to an output: a lock in the user's cache, beside the output's journal. */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder } from '../../files/makeFolder.js';
import { type Holder, isRunning, ownHolder, parseHolder } from './holder.js';
import { stateFile } from './stateFile.js';

/** Thrown where another run writes to an output. */
class LockedError extends Error {
  override readonly name = 'LockedError';
}

export interface LockOptions {
  /** Whether to wait until other runs are done. */
  readonly wait: boolean;
  /** Told once of each run that is waited for. */
  readonly onWait: (message: string) => void;
}

export interface Lock {
  /** Why there is no lock: then nothing keeps another run from the same outputs. */
  readonly failure?: string;
  release(): void;
}

/** Milliseconds: between two looks at a lock that is waited for, at one that is being removed, between two signs of life. */
const LOOK = 200;
const SOON = 20;
const SIGN = 30_000;
/** Without a sign of life for so long a run on another machine is given up, and a lock that names nobody. */
const GIVEN_UP = 300_000;
const NAMELESS = 10_000;

/**
 * Locks outputs, whatever names they are given by.
 * @throws LockedError where another run holds one of them, unless it is to be waited for
 */
export async function lockOutputs(outputs: readonly string[], options: LockOptions): Promise<Lock> {
  const locks = new HeldLocks();
  try {
    // In one order: two runs that wait for each other would wait for ever.
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
    if (clearLeft(file, text)) {
      await pause(SOON);
      continue;
    }
    const who = inWords(output, parseHolder(text));
    if (!wait) throw new LockedError(`${who}; --wait waits until it is done`);
    if (who !== lastMessage) onWait(`${who}: waiting`);
    lastMessage = who;
    await pause(LOOK);
  }
}

function inWords(output: string, holder: Holder | undefined): string {
  const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  return `another run is writing to ${output}${who}`;
}

/** Whether a lock was left by a run that is over; then it is gone, or somebody is about to remove it. */
function clearLeft(file: string, text: string): boolean {
  if (!isLeft(file, text)) return false;
  // Of several runs that find it one removes it, or the lock of the first would fall to the second.
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

function isLeft(file: string, text: string): boolean {
  const holder = parseHolder(text);
  if (holder === undefined) return ageOf(file) > NAMELESS;
  return isRunning(holder) === false || (isRunning(holder) === undefined && ageOf(file) > GIVEN_UP);
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

/** Signals that end a process which does not listen to them. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The locks of this run; given back when it ends, however it does. */
class HeldLocks implements Lock {
  private readonly text = `${JSON.stringify(ownHolder())}\n`;
  private readonly files: string[] = [];
  private signs: NodeJS.Timeout | undefined;

  /** Takes a lock that nobody has. */
  take(file: string): boolean {
    try {
      writeFileSync(file, this.text, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      // On a full disk the file is there, and says nothing.
      rmSync(file, { force: true });
      throw error;
    }
    if (this.files.push(file) === 1) this.begin();
    return true;
  }

  private begin(): void {
    process.on('exit', this.release);
    for (const signal of ENDING) process.on(signal, this.onSignal);
    this.signs = setInterval(() => {
      const now = new Date();
      for (const file of this.files) {
        try {
          utimesSync(file, now, now);
        } catch {
          // The cache was emptied; nothing can be done about it.
        }
      }
    }, SIGN).unref();
  }

  /** Who else listens says how the run ends; else it ends here, as it would have without us. */
  private readonly onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    this.release();
    process.kill(process.pid, signal);
  };

  readonly release = (): void => {
    clearInterval(this.signs);
    process.off('exit', this.release);
    for (const signal of ENDING) process.off(signal, this.onSignal);
    for (const file of this.files.splice(0)) {
      try {
        if (textOf(file) === this.text) rmSync(file);
      } catch {
        // What is left is known to be left: this process is over.
      }
    }
  };
}
