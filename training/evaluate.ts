#!/usr/bin/env node
// Cleans pages as `klartext clean` does, but by weights that have not seen their sites, and scores the texts.
//   node training/evaluate.mjs --mode text|html [--p unseen|gold] [--sets LIST] [--rules FILE] [--half] [--min-site N]
//     [--favor precision|recall] [--jobs N] [--out DIR] [-- score.mjs options]
// --p gold takes the labels for probabilities: the best that blocks of this cut can reach. --rules applies learned rules
// as well; --min-site leaves out sites with fewer pages; --half scores each site's second pages alone, those that `bench --half` does not learn from.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cleaningPool, cleanRows } from '../bench/cleanPages.mjs';
import { countSites, readRows, SHARED, unpackSets } from '../bench/sets.mjs';
import { SETS } from './sets.mjs';
import { WORK } from './unseen.mjs';

const dashes = process.argv.indexOf('--', 2);
const forScore = dashes < 0 ? [] : process.argv.slice(dashes + 1);
const { values: opt } = parseArgs({
  args: dashes < 0 ? process.argv.slice(2) : process.argv.slice(2, dashes),
  options: {
    mode: { type: 'string' },
    p: { type: 'string', default: 'unseen' },
    sets: { type: 'string', default: SETS.join(',') },
    rules: { type: 'string' },
    half: { type: 'boolean', default: false },
    'min-site': { type: 'string', default: '1' },
    favor: { type: 'string', default: 'balanced' },
    jobs: { type: 'string', default: '2' },
    out: { type: 'string', default: mkdtempSync(path.join(tmpdir(), 'klartext-evaluate-')) },
  },
});
const names = opt.sets.split(',');
const folder = unpackSets(['fundus-dev', ...names]);
const by = opt.p === 'gold' ? { gold: true } : { unseen: WORK };
const pool = cleaningPool(+opt.jobs);
for (const set of names) {
  const rows = pagesOf(readRows(path.join(folder, set)));
  const to = path.join(opt.out, set);
  await cleanRows(pool, rows, { folder, set, how: opt.mode, by, rules: opt.rules, favor: opt.favor, to });
  const part = path.join(opt.out, 'gold', set);
  mkdirSync(part, { recursive: true });
  writeFileSync(path.join(part, 'gold.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  symlinkSync(path.join(folder, set, 'text'), path.join(part, 'text'));
  const types = set === 'wcxb-dev' ? ['--by', 'type'] : [];
  const args = [path.join(SHARED, 'bench/score.mjs'), '--set', part, '--pred', to, ...types, ...forScore];
  const result = execFileSync(process.execPath, args, { encoding: 'utf8' });
  console.log(`${set}, ${opt.mode}\n${result.split('\n').slice(1).join('\n')}`);
}
await pool.destroy();

/** The pages of sites that have enough; of half of a set each site's second, fourth, … page. */
function pagesOf(rows) {
  const counts = countSites(rows);
  const turns = new Map();
  return rows.filter(({ site }) => {
    const turn = turns.get(site) ?? 0;
    turns.set(site, turn + 1);
    return counts.get(site) >= +opt['min-site'] && (!opt.half || turn % 2 === 1);
  });
}
