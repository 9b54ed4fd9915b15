/** The folder of this program in the user's cache. */
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The path of the folder, which need not exist.
 * @throws Error if the user has no home directory and `XDG_CACHE_HOME` is not set
 */
export function cacheFolder(): string {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'klartext');
}
