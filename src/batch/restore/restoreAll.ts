/** Restores the sources of many cleaned documents, one after the other; a failure never affects another document. */

import { diskReason, isFatal } from '../../files/diskErrors.js';
import { WrittenFileError } from '../../files/readWritten.js';
import { type Refusal, RefusedError } from '../../files/sinks/folder.js';
import { RestoreError, restoreFrom } from '../../write/standoff/restore.js';
import { type Pair, pairsOf, unpaired } from './pairs.js';
import { FolderTarget, RecordTarget, type Target } from './targets.js';

export interface RestoreSettings {
  /** The output of clean: a folder, a file, or `STDIN`. */
  readonly cleaned: string;
  /** The file that `--removed` named. */
  readonly removed: string;
  /** Whether to restore files or records. */
  readonly to: 'files' | 'jsonl';
  /** A folder for files; for records a file, or standard output if undefined. */
  readonly out: string | undefined;
  /** The reason why a file in the folder must not be written, if there is one. */
  readonly refusal?: Refusal;
  /** Writes to standard output and resolves once it has been taken. */
  readonly print: (text: string) => Promise<void>;
}

/** The result for a document; restored if it has no error. */
export interface RestoreResult {
  readonly name: string;
  readonly error?: string;
}

/**
 * Restores documents and yields the result of each, in order.
 * @throws WrittenFileError if nothing more can be read or written; what has been written stays
 */
export async function* restoreAll({ cleaned, removed, to, out, print, refusal }: RestoreSettings): AsyncGenerator<RestoreResult> {
  const target = to === 'files' ? new FolderTarget(out as string, refusal) : await RecordTarget.open(out, print);
  let isDone = false;
  try {
    for await (const pair of pairsOf(cleaned, removed)) yield await restorePair(pair, target);
    isDone = true;
  } finally {
    await (isDone ? target.finish() : target.abandon());
  }
}

async function restorePair(pair: Pair, target: Target): Promise<RestoreResult> {
  if ('error' in pair) {
    await target.pass(pair.instead);
    return { name: pair.name, error: pair.error };
  }
  const { standoff, written } = pair;
  const { name } = standoff;
  try {
    await target.put(standoff, restoreFrom(standoff, written.kept), written.record);
    return { name };
  } catch (error) {
    const failed = unpaired(standoff, reasonOf(error));
    await target.pass(failed.instead);
    return { name, error: failed.error };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RestoreError || error instanceof RefusedError) return error.message;
  const failure = error as NodeJS.ErrnoException;
  if (failure.code === undefined || failure.code === 'EPIPE') throw error;
  if (isFatal(failure) || failure.code === 'EACCES') throw new WrittenFileError(diskReason(failure));
  return `cannot be written: ${failure.message}`;
}
