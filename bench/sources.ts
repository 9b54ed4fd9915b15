// The pages of the benchmark sets in every form that a scraper may leave them in.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type Document, readHtml, readText } from '#dist/index.js';
import { type Row, SHARED } from './sets.js';

/** Renderings that `../shared/bench/render.py` makes of pages; `text` is the one that the sets come with (inscriptis). */
export const RENDERINGS: readonly string[] = ['wrap78', 'wrap72', 'pieces', 'joined', 'md', 'plain'];

const RENDERED = path.join(homedir(), '.cache/klartext-renderings');
const PYTHON = path.join(homedir(), '.cache/peers/bin/python');

/** Renders a set unless that has been done; the texts lie in a cache. @param folder the sets' */
export function renderSet(folder: string, set: string, how: string): void {
  const to = path.join(RENDERED, how, set);
  const complete = path.join(to, '.complete');
  if (existsSync(complete)) return;
  console.error(`rendering ${set} as ${how}`);
  const args = ['-W', 'ignore', path.join(SHARED, 'bench/render.py'), '--set', path.join(folder, set), '--how', how, '--out', to];
  execFileSync(PYTHON, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(complete, '');
}

/**
 * The folder that holds a set's pages in some form, as `<id>.html` or `<id>.txt`.
 * @param how `html`, `text` or one of the renderings, which must have been made
 */
export function folderOf(folder: string, set: string, how: string): string {
  return RENDERINGS.includes(how) ? path.join(RENDERED, how, set) : path.join(folder, set, how);
}

/** The file that holds a page of a set in some form. @param row the page's row in gold.jsonl */
export function sourceFile(folder: string, set: string, how: string, { id }: Pick<Row, 'id'>): string {
  return path.join(folderOf(folder, set, how), `${id}.${how === 'html' ? 'html' : 'txt'}`);
}

/** What must be known of a page to read it. */
export type Source = Pick<Row, 'id' | 'gold'> & { readonly site?: string };

/**
 * Reads a page of a set.
 * @param how as for `folderOf`, or `gold`: the gold text as it is, a text that is clean already
 * @param row the page's row in gold.jsonl
 */
export function readSource(folder: string, set: string, how: string, row: Source): Document {
  const options = { id: row.id, site: row.site };
  if (how === 'gold') return readText(row.gold ?? '', options);
  const bytes = readFileSync(sourceFile(folder, set, how, row));
  return (how === 'html' ? readHtml : readText)(bytes, options);
}
