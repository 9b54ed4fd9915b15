// The benchmark sets as training material: their pages, and the fold of each page's site.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRows } from '../bench/sets.mjs';
import { readHtml, readText } from '../dist/index.js';

export const FOLDS = 4;
export const SETS = {
  text: ['fundus-dev', 'trafilatura-dev', 'wcxb-dev', 'daniel-dev', 'german-sites-dev'],
  html: ['fundus-dev', 'trafilatura-dev', 'wcxb-dev', 'daniel-dev'],
};

/** The rows of a set's gold.jsonl. */
export function goldRows(folder, set) {
  return readRows(path.join(folder, set));
}

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));

/**
 * Invented pages that nothing is learned from: what the trained trees say of them is stored, and a test holds the
 * inference in TypeScript to it.
 */
export function probes(mode) {
  const ending = mode === 'html' ? '.html' : '.txt';
  return readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .slice(0, 4)
    .map((id) => ({ set: 'samples', row: { id, site: 'samples', with: [], without: [] }, fold: FOLDS }));
}

/** Reads a page of a set, or a probe. */
export function readDocument(folder, mode, set, id) {
  const file = set === 'samples' ? path.join(SAMPLES, id) : path.join(folder, set, mode, `${id}.${mode === 'html' ? 'html' : 'txt'}`);
  return (mode === 'html' ? readHtml : readText)(readFileSync(file), { id });
}

/**
 * Numbers the folds of all pages by their sites' names, so that a site is in one fold whatever set it comes from: the
 * host's name without its country, `bbc` for bbc.com and www.bbc.co.uk; hosts of many blogs give each blog its own.
 */
export function folds(folder) {
  const urls = new Map(goldRows(folder, 'fundus-dev').map((row) => [row.site, row.url]));
  return (row) => {
    const url = row.url ?? urls.get(row.site);
    const host = url ? new URL(url).hostname : row.site;
    return hash(brandOf(host.toLowerCase())) % FOLDS;
  };
}

const MANY_BLOGS = new Set(['wordpress', 'blogspot', 'blogger', 'tumblr', 'medium', 'substack', 'typepad', 'blog', 'github', 'over-blog']);
const SECOND_LEVEL = new Set(['co', 'com', 'org', 'net', 'gov', 'ac', 'edu', 'gouv', 'or', 'ne']);

export function brandOf(host) {
  const labels = host.replace(/^www\d?\./u, '').split('.');
  if (labels.length > 1) labels.pop();
  if (labels.length > 1 && SECOND_LEVEL.has(labels.at(-1))) labels.pop();
  const name = labels.at(-1);
  return MANY_BLOGS.has(name) && labels.length > 1 ? labels.at(-2) : name;
}

function hash(text) {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.codePointAt(0), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
