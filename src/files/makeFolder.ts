/** Makes folders for outputs. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { systemName } from './fileName.js';

/**
 * Makes a folder and its parents; an existing folder is no error. Node's option `recursive` would never return below
 * `/proc`, where the parent exists but nothing can be made in it.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(systemName(folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const above = path.dirname(folder);
    if (code === 'ENOENT' && above !== folder) {
      makeFolder(above);
      mkdirSync(systemName(folder));
    } else if (code !== 'EEXIST') throw error;
  }
}
