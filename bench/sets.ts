// The benchmark sets of ../shared, which stand beside the project and are no part of it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
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

/** The rows of a set's gold.jsonl. */
export function readRows(folder) {
  return readFileSync(path.join(folder, 'gold.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** How many pages of a site there are. */
export function countSites(rows) {
  const pages = new Map();
  for (const { site } of rows) pages.set(site, (pages.get(site) ?? 0) + 1);
  return pages;
}
