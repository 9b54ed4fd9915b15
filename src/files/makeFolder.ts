/** Makes folders for what is to be written. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it; one that is there is no error.
 *
 * Not by Node's own `recursive`, which never returns below `/proc`, where a folder's parent is there and it cannot be made.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const above = path.dirname(folder);
    if (code === 'ENOENT' && above !== folder) {
      makeFolder(above);
      mkdirSync(folder);
    } else if (code !== 'EEXIST') throw error;
  }
}
