/** Where a file that a record names lies, and that it lies where it may. */
import path from 'node:path';
import { RestoreError } from '../../write/standoff/restore.js';

/**
 * A file below a folder. The names come from a file that anybody may have changed.
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
