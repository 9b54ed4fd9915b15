// The benchmark sets that weights are trained on, and the fold of each page's site.
import path from 'node:path';
import type { Format } from '#dist/index.js';
import { type Row, readRows } from '../bench/sets.js';

export const FOLDS = 4;

/** The forms of documents that have a model each. */
export const MODES: readonly Format[] = ['text', 'html'];

/** The sets whose licences let weights that ship be trained on them (`../shared/README.md`). */
export const SETS: readonly string[] = [
  'fundus-dev',
  'fundus-more-dev',
  'fundus-old-dev',
  'fundus-eval-dev',
  'trafilatura-dev',
  'wcxb-dev',
  'daniel-dev',
  'cleaneval-zh-dev',
];

/**
 * Numbers the folds of all pages by their sites' names, so that a site is in one fold whatever set it comes from: the
 * host's name without its country, `bbc` for bbc.com and www.bbc.co.uk; hosts of many blogs give each blog its own.
 * Sites of the Fundus sets are publishers, some of them with several hosts: the first of them stands for all.
 */
export function folds(folder: string): (row: Partial<Row>) => number {
  const urls = new Map<string | undefined, Row['url']>();
  for (const { site, url } of readRows(path.join(folder, 'fundus-dev'))) if (!urls.has(site)) urls.set(site, url);
  return (row) => {
    const url = urls.get(row.site) ?? row.url;
    const host = url ? new URL(url).hostname : (row.site ?? '');
    return hash(brandOf(host.toLowerCase())) % FOLDS;
  };
}

const MANY_BLOGS = new Set(['wordpress', 'blogspot', 'blogger', 'tumblr', 'medium', 'substack', 'typepad', 'blog', 'github', 'over-blog']);
const SECOND_LEVEL = new Set(['co', 'com', 'org', 'net', 'gov', 'ac', 'edu', 'gouv', 'or', 'ne']);

function brandOf(host: string): string {
  const labels = host.replace(/^www\d?\./u, '').split('.');
  if (labels.length > 1) labels.pop();
  if (labels.length > 1 && SECOND_LEVEL.has(labels[labels.length - 1])) labels.pop();
  const name = labels[labels.length - 1];
  return MANY_BLOGS.has(name) && labels.length > 1 ? labels[labels.length - 2] : name;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) as number), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
