// The pages that a model learns from, in the forms that it is shown.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRows } from '../bench/sets.mjs';
import { readSource } from '../bench/sources.mjs';
import { readHtml, readText } from '../dist/index.js';
import { FOLDS, folds, SETS } from './sets.mjs';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));
const PROBES = 'samples';

/**
 * All pages of a mode, always in the same order: `{ set, how, row, fold, weight }`. The last are probes: invented pages
 * that nothing is learned from; what the trained trees say of them is stored, and a test holds the inference in
 * TypeScript to it.
 * @param folder the sets'
 */
export function trainingPages(folder, mode) {
  const foldOf = folds(folder);
  const pages = SETS.flatMap((set) =>
    readRows(path.join(folder, set)).map((row) => ({ set, how: mode, row, fold: foldOf(row), weight: 1 })),
  );
  return [...pages, ...probes(mode)];
}

function probes(mode) {
  const ending = mode === 'html' ? '.html' : '.txt';
  return readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .slice(0, 4)
    .map((id) => ({ set: PROBES, how: mode, row: { id, site: PROBES, with: [], without: [] }, fold: FOLDS, weight: 1 }));
}

/** Reads one of them. @param folder the sets' */
export function readPage(folder, { set, how, row }) {
  if (set !== PROBES) return readSource(folder, set, how, row);
  return (how === 'html' ? readHtml : readText)(readFileSync(path.join(SAMPLES, row.id)), { id: row.id });
}
