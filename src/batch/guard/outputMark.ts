/** Marks outputs as made by this program, in the user's cache; outputs without a mark are not replaced. */
import { readFileSync, writeFileSync } from 'node:fs';
import { wholeOrNotSync } from '../../files/wholeFile.js';
import { stateFile } from '../resume/stateFile.js';
import { infoOf } from './protectedFiles.js';

/** What is known about an output that this program has made. */
export interface OutputMark {
  /** When a run first wrote to it, in milliseconds since 1970; older files in the folder belong to someone else. */
  readonly since: number;
  /** The size of a finished file; absent while a run is in progress or after one was killed. */
  readonly size?: number;
}

/** The mark of an output; undefined if no run is known to have made it. */
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
 * Marks an output as made by this program, before anything is written to it.
 * @throws Error if the cache cannot be written
 */
export function markBegun(output: string): void {
  writeMark(output, { since: outputMarkOf(output)?.since ?? Date.now() });
}

/** Marks an output as finished; later changes mean that someone else has edited it. */
export function markDone(output: string): void {
  const info = infoOf(output);
  if (info?.isFile()) writeMark(output, { since: outputMarkOf(output)?.since ?? Date.now(), size: Number(info.size) });
}

function writeMark(output: string, mark: OutputMark): void {
  wholeOrNotSync(stateFile(output, '.made'), (temporary) => writeFileSync(temporary, `${JSON.stringify(mark)}\n`));
}
