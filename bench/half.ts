// Halves of a set: what was learned from some pages of a site, does it hold on the others?
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Format } from '#dist/index.js';
import { countSites, type Row, readRows, takeTurns } from './sets.js';

/**
 * Halves a set, each site's pages by turns: a folder of pages to learn from, and a set of the others to be cleaned
 * and scored, of sites with at least `minSite` pages in the whole set. Both hold links to the set's own files.
 * @param folder the set's
 * @param to where the two are made
 * @returns the folder to learn from, and the folder that holds the scored set under the set's name
 */
export function halveSet(folder: string, mode: Format, minSite: number, to: string): { learned: string; scored: string } {
  const rows = readRows(folder);
  const pages = countSites(rows);
  const scored: Row[] = [];
  const learned = path.join(to, 'learned');
  const ending = mode === 'html' ? 'html' : 'txt';
  for (const { row, isSecond } of takeTurns(rows)) {
    if (isSecond) {
      if ((pages.get(row.site) ?? 0) >= minSite) scored.push(row);
      continue;
    }
    const file = `${row.id}.${ending}`;
    mkdirSync(path.dirname(path.join(learned, file)), { recursive: true });
    symlinkSync(path.join(folder, mode, file), path.join(learned, file));
  }
  const half = path.join(to, 'scored', path.basename(folder));
  mkdirSync(half, { recursive: true });
  writeFileSync(path.join(half, 'gold.jsonl'), scored.map((row) => `${JSON.stringify(row)}\n`).join(''));
  for (const name of new Set([mode, 'text'])) symlinkSync(path.join(folder, name), path.join(half, name));
  return { learned, scored: path.dirname(half) };
}
