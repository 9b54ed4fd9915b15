// The benchmark sets of ../shared, which stand beside the project and are no part of it.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url));

/** Unpacks sets (all where none is named) into their cache and returns its folder. */
export function unpackSets(sets = []) {
  if (!existsSync(SHARED)) {
    console.error(`${SHARED} is not there: the benchmark sets stand beside the project`);
    process.exit(2);
  }
  return execFileSync('bash', [`${SHARED}bench/unpack.sh`, ...sets], { encoding: 'utf8' }).trim();
}
