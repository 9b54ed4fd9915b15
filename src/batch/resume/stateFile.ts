/** By what an output is known in the user's cache: its real place, whatever name it was given. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** A file's or folder's own path, links followed; of one that is not there yet that of the nearest folder above it. */
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
 * The file in the user's cache that holds something about an output.
 * @param ending tells what: `.jsonl` is its journal, `.lock` its lock, `.made` that this program has made it
 * @throws Error where the user has no home, and no `XDG_CACHE_HOME`
 */
export function stateFile(output: string, ending: string): string {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const key = createHash('sha256').update(realPath(output)).digest('hex').slice(0, 24);
  return path.join(cache, 'klartext', 'runs', `${key}${ending}`);
}
