/** Resolves file names from a record and keeps them inside a folder. */
import path from 'node:path';
import { RestoreError } from '../../write/standoff/restore.js';

/**
 * The path of a file below a folder. The name comes from a file that anyone may have changed.
 * @param relative with forward slashes
 * @throws RestoreError for a name that leads out of the folder
 */
export function fileBelow(folder: string, relative: string): string {
  const file = path.resolve(folder, relative);
  const inside = path.relative(path.resolve(folder), file);
  if (inside === '' || path.isAbsolute(inside) || inside.split(path.sep)[0] === '..' || relative.includes('\0')) {
    throw new RestoreError(`the record of removals names “${relative}”, which is not below ${folder}`);
  }
  return path.join(folder, inside);
}
