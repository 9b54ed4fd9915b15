/**
 * The files that earlier runs have written into a folder: whether they still exist, and what happens to those that no
 * document claims.
 */
import { lstatSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { History } from './history.js';
import type { JournalEntry } from './journalLine.js';

/** Whether the file of an entry exists with the size it had. */
export function isThere(folder: string, { out = '', size }: JournalEntry): boolean {
  return statSync(path.join(folder, out), { throwIfNoEntry: false })?.size === size;
}

export interface EarlierOutputs {
  readonly folder: string;
  readonly history: History;
  /** Whether a document of this run has that output name. */
  readonly isUsed: (out: string) => boolean;
  /** Called before a file is removed. */
  readonly forget: (out: string) => void;
}

/** Numbers of outputs that no document of this run claims. */
export interface UnusedOutputs {
  /** Of documents with a new output name; the old files have been removed. */
  readonly moved: number;
  /** Of documents that failed or are not among the inputs; the files are kept. */
  readonly left: number;
}

/**
 * Removes the old files of documents that are now written under other names.
 * @param isWritten whether the run has an output for the document of that name
 */
export function removeMoved(outputs: EarlierOutputs, isWritten: (name: string) => boolean): UnusedOutputs {
  const { folder, history, isUsed, forget } = outputs;
  let moved = 0;
  let left = 0;
  for (const placed of history.lines()) {
    const { line } = placed;
    if (!('name' in line) || line.out === undefined || !history.isLast(placed) || isUsed(line.out)) continue;
    if (!isThere(folder, line)) forget(line.out);
    else if (isWritten(line.name)) {
      remove(outputs, line.out);
      moved++;
    } else left++;
  }
  return { moved, left };
}

/**
 * Makes room for an output if earlier runs left a file where its folder belongs, or a folder where the output belongs.
 * @returns false if something in the way is not theirs or belongs to another document; that is kept
 */
export function makeRoom(outputs: EarlierOutputs, out: string): boolean {
  const { folder } = outputs;
  const parts = out.split('/');
  for (let length = 1; length < parts.length; length++) {
    const above = parts.slice(0, length).join('/');
    if (kindOf(path.join(folder, above)) === 'file') return isUnused(outputs, above) && remove(outputs, above);
  }
  if (kindOf(path.join(folder, out)) !== 'folder') return false;
  const inside = readdirSync(path.join(folder, out), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(out, name.split(path.sep).join('/')))
    .filter((name) => kindOf(path.join(folder, name)) !== 'folder');
  if (!inside.every((name) => isUnused(outputs, name))) return false;
  for (const name of inside) remove(outputs, name);
  return kindOf(path.join(folder, out)) === undefined;
}

/** Whether a file is unchanged since an earlier run, and no document claims it. */
function isUnused({ folder, history, isUsed }: EarlierOutputs, out: string): boolean {
  const entry = isUsed(out) ? undefined : history.entryAt(out);
  return entry !== undefined && isThere(folder, entry);
}

/** Removes a file and the folders that are empty without it. */
function remove({ folder, forget }: EarlierOutputs, out: string): true {
  forget(out);
  rmSync(path.join(folder, out), { force: true });
  for (let above = path.posix.dirname(out); above !== '.'; above = path.posix.dirname(above)) {
    try {
      rmdirSync(path.join(folder, above));
    } catch {
      // The folder is not empty.
      break;
    }
  }
  return true;
}

function kindOf(file: string): 'file' | 'folder' | undefined {
  const info = lstatSync(file, { throwIfNoEntry: false });
  return info === undefined ? undefined : info.isDirectory() ? 'folder' : 'file';
}
