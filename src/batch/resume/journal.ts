/**
 * The journal of a run: what has been done of it, so that a later run with the same output goes on from there.
 *
 * It is a file of lines in the user's cache, appended to as documents are finished: a process that is killed loses at
 * most the last lines, and does again what they would have told.
 */
import { closeSync, ftruncateSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../files/makeFolder.js';
import type { History } from './history.js';
import { HEAD, type JournalLine } from './journalLine.js';
import { stateFile } from './stateFile.js';

/** How many lines are written at once where many are copied. */
const TOGETHER = 4096;

/**
 * Where journals are: one for each output, by whatever name.
 * @throws where the user has no home and nothing else says where
 */
export function journalFile(out: string): string {
  return stateFile(out, '.jsonl');
}

/** A journal that is being written. Its methods throw what the system says. */
export class Journal {
  private constructor(private readonly handle: number) {}

  /** A new one, in the place of another. */
  static begin(file: string, begin: string): Journal {
    writeWhole(file, [{ begin }]);
    return Journal.goOn(file);
  }

  /** @param from what follows this place, in bytes, is cut off: it may be a part of a line; nothing is where it is absent */
  static goOn(file: string, from?: number): Journal {
    const handle = openSync(file, 'a');
    try {
      if (from !== undefined) ftruncateSync(handle, from);
    } catch (error) {
      closeSync(handle);
      throw error;
    }
    return new Journal(handle);
  }

  add(lines: readonly JournalLine[]): void {
    // Not `writeSync`, which writes a part of it where the disk is nearly full, and throws nothing.
    if (lines.length > 0) writeFileSync(this.handle, linesText(lines));
  }

  close(): void {
    closeSync(this.handle);
  }
}

/** Writes a journal anew without the lines that say nothing any more. */
export function compact(file: string, history: History): void {
  writeWhole(file, currentLines(history));
}

function* currentLines(history: History): Generator<JournalLine> {
  for (const placed of history.lines()) if (history.isCurrent(placed)) yield placed.line;
}

function writeWhole(file: string, lines: Iterable<JournalLine>): void {
  makeFolder(path.dirname(file));
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(temporary, 'w');
    try {
      let some: object[] = [HEAD];
      for (const line of lines) {
        some.push(line);
        if (some.length < TOGETHER) continue;
        writeFileSync(handle, linesText(some));
        some = [];
      }
      writeFileSync(handle, linesText(some));
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function linesText(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
