#!/usr/bin/env node
// What rules learned from a set do on it: what they lose alone, what everything together loses and reaches, whether
// what half of each site's pages teach holds on the other half, and how long the file is that people read.
//   npm run bench:learned -- [--only REGEX] [--jobs N] [--out DIR] [--list N]
//
//   alone    lost by learned rules without packs and model, of sites with five pages and more (kept.mjs)
//   all      lost, and F1 of shingles, of all pages by packs, learned rules and the model that has not seen the site
//   half     F1 on every second page of each site: rules learned from the others, rules learned from all
//   lines    of the file, a site: the median, without the lists of titles at the end
// --list names the N longest lost paragraphs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Format } from '#dist/index.js';
import { COMMAND } from '../scripts/paths.js';
import { WORK } from '../training/unseen.js';
import { cleaningPool, cleanRows } from './cleanPages.js';
import { halveSet } from './half.js';
import { learnRules } from './rules.js';
import { type Row, readRows, type Score, SHARED, scored, unpackSets } from './sets.js';

const { values: opt } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: '2' },
    out: { type: 'string', default: mkdtempSync(path.join(tmpdir(), 'klartext-learned-')) },
    list: { type: 'string' },
  },
});

/** Rules learned alone are measured on sites with at least so many pages; halves of them are learned from, too. */
const MIN_SITE = 5;

interface Asked {
  readonly set: string;
  readonly mode: Format;
}

const ROWS: readonly Asked[] = [
  { set: 'german-sites-dev', mode: 'text' },
  { set: 'daniel-dev', mode: 'text' },
  { set: 'daniel-dev', mode: 'html' },
];

const folder = unpackSets([...new Set(ROWS.map(({ set }) => set))]);
const pool = cleaningPool(+opt.jobs);
console.log('| set | lost alone | lost | F1 | half: F1 learned from half | from all | lines a site |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const row of ROWS) if (new RegExp(opt.only, 'u').test(`${row.set} ${row.mode}`)) await measure(row);
await pool.destroy();

async function measure({ set, mode }: Asked): Promise<void> {
  const own = path.join(opt.out, `${set}-${mode}`);
  mkdirSync(own, { recursive: true });
  const pages = path.join(folder, set, mode);
  const rules = learnRules(pages, path.join(own, 'rules.yaml'), '--force');
  const alone = path.join(own, 'alone');
  const without = ['--packs', 'none', '--model', 'none', '--quiet', '--force'];
  execFileSync(process.execPath, [COMMAND, 'clean', pages, '--rules', rules, '--site', 'path', ...without, '--out', alone]);
  const everything = path.join(own, 'everything');
  await clean(readRows(path.join(folder, set)), folder, set, mode, rules, everything);
  const halves = halveSet(path.join(folder, set), mode, MIN_SITE, mkdtempSync(path.join(own, 'half-')));
  const ofHalf = learnRules(halves.learned, path.join(own, 'half.yaml'), '--force');
  const others = readRows(path.join(halves.scored, set));
  const [half, all] = [path.join(own, 'of-half'), path.join(own, 'of-all')];
  await clean(others, halves.scored, set, mode, ofHalf, half);
  await clean(others, halves.scored, set, mode, rules, all);
  const shown = [
    percent(lostOf(set, alone, '--min-site', String(MIN_SITE))),
    percent(lostOf(set, everything)),
    f1Of(path.join(folder, set), everything),
    f1Of(path.join(halves.scored, set), half),
    f1Of(path.join(halves.scored, set), all),
    String(linesPerSite(rules)),
  ];
  console.log(`| ${set}, ${mode} | ${shown.join(' | ')} |`);
  if (opt.list) for (const to of [alone, everything]) console.log(kept(set, to, '--list', opt.list));
}

async function clean(rows: readonly Row[], sets: string, set: string, how: Format, rules: string, to: string): Promise<void> {
  await cleanRows(pool, rows, { folder: sets, set, how, by: { unseen: WORK }, rules, to });
}

function kept(set: string, cleaned: string, ...more: readonly string[]): string {
  const args = [path.join(SHARED, 'bench/kept.mjs'), '--set', path.join(folder, set), '--pred', cleaned, ...more];
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

function lostOf(set: string, cleaned: string, ...more: readonly string[]): number {
  return (JSON.parse(kept(set, cleaned, ...more, '--json')) as { lost: number }).lost;
}

function f1Of(set: string, cleaned: string): string {
  const { all } = JSON.parse(scored('--set', set, '--pred', cleaned, '--json')) as { all: Score };
  return (all.shingle?.f1 ?? Number.NaN).toFixed(4);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(3)} %`;
}

/** The lines that a file has for each site, in the median: those from a site's name in `sites` to the next one's. */
function linesPerSite(file: string): number {
  const [, sites = ''] = /^sites:\n((?:[ ].*\n)*)/mu.exec(readFileSync(file, 'utf8')) ?? [];
  const lines = sites
    .split(/^ {2}(?=[^ #])/mu)
    .slice(1)
    .map((site) => site.trimEnd().split('\n').length);
  return lines.sort((a, b) => a - b)[lines.length >> 1] ?? 0;
}
