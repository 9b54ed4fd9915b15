/** Where the user's cache keeps state about an output; the key is its real path. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../files/cacheFolder.js';

/**
 * The path of a file or folder with links resolved; for one that does not exist, links in the nearest existing folder
 * are.
 */
export function realPath(file: string): string {
  const whole = path.resolve(file);
  const above = path.dirname(whole);
  try {
    return realpathSync.native(whole);
  } catch {
    return above === whole ? whole : path.join(realPath(above), path.basename(whole));
  }
}

/**
 * The file in the user's cache that holds state about an output.
 * @param ending `.jsonl` for its journal, `.lock` for its lock, `.made` for the mark that this program has made it
 * @throws Error if the user has no home directory and `XDG_CACHE_HOME` is not set
 */
export function stateFile(output: string, ending: string): string {
  const key = createHash('sha256').update(realPath(output)).digest('hex').slice(0, 24);
  return path.join(cacheFolder(), 'runs', `${key}${ending}`);
}
