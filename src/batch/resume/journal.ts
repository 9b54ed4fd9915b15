/**
 * The journal of a run records what has been done, so that a later run with the same output can continue.
 *
 * It is a file of lines in the user's cache to which finished documents are appended. A process that is killed loses at
 * most its last lines, and the next run repeats the work that they would have recorded.
 */
import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { wholeOrNotSync } from '../../files/wholeFile.js';
import type { History } from './history.js';
import { HEAD, type JournalLine } from './journalLine.js';
import { stateFile } from './stateFile.js';

/** Lines per write when many are copied. */
const TOGETHER = 4096;

/**
 * The journal of an output, by whatever path the output is named.
 * @throws if the user has no home directory and no cache is configured
 */
export function journalFile(out: string): string {
  return stateFile(out, '.jsonl');
}

/** A journal open for appending. Its methods throw system errors. */
export class Journal {
  private constructor(private readonly handle: number) {}

  /** Starts a new journal in place of an existing one. */
  static begin(file: string, begin: string): Journal {
    writeWhole(file, [{ begin }]);
    return Journal.goOn(file);
  }

  /**
   * @param from position after which everything is cut off, since a killed process may have left a partial line; by
   * default nothing is
   */
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
    // `writeSync` would write only a part when the disk is nearly full, without an error.
    if (lines.length > 0) writeFileSync(this.handle, linesText(lines));
  }

  close(): void {
    closeSync(this.handle);
  }
}

/** Rewrites a journal without superseded lines. */
export function compact(file: string, history: History): void {
  writeWhole(file, currentLines(history));
}

function* currentLines(history: History): Generator<JournalLine> {
  for (const placed of history.lines()) if (history.isCurrent(placed)) yield placed.line;
}

function writeWhole(file: string, lines: Iterable<JournalLine>): void {
  wholeOrNotSync(file, (temporary) => {
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
  });
}

function linesText(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
