/** What earlier runs have made: a mark in the user's cache for each output, without which nothing there is replaced. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../files/makeFolder.js';
import { stateFile } from '../resume/stateFile.js';
import { infoOf } from './protectedFiles.js';

/** What is known of an output that this program has made. */
export interface OutputMark {
  /** When a run first wrote to it, in milliseconds since 1970: what is older in a folder is somebody else's. */
  readonly since: number;
  /** The size in which a run has left it, where it is a file; absent while one is under way, or after one was killed. */
  readonly size?: number;
}

/** The mark of an output; undefined where no run is known to have made it. */
export function outputMarkOf(output: string): OutputMark | undefined {
  try {
    const { since, size } = JSON.parse(readFileSync(stateFile(output, '.made'), 'utf8')) as Partial<Record<keyof OutputMark, unknown>>;
    if (typeof since !== 'number') return undefined;
    return { since, ...(typeof size === 'number' ? { size } : {}) };
  } catch {
    return undefined;
  }
}

/**
 * Marks an output as this program's, before anything is written to it.
 * @throws Error where the cache cannot be written to
 */
export function markBegun(output: string): void {
  writeMark(output, { since: outputMarkOf(output)?.since ?? Date.now() });
}

/** Marks an output as finished: what is changed from now on is not this program's any more. */
export function markDone(output: string): void {
  const info = infoOf(output);
  if (info?.isFile()) writeMark(output, { since: outputMarkOf(output)?.since ?? Date.now(), size: Number(info.size) });
}

function writeMark(output: string, mark: OutputMark): void {
  const file = stateFile(output, '.made');
  makeFolder(path.dirname(file));
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(mark)}\n`);
  renameSync(temporary, file);
}
