#!/usr/bin/env node
// Cleans pages as `klartext clean` does, but by weights that have not seen their sites, and scores the texts.
//   npm run train:evaluate -- --mode text|html [--p unseen|gold] [--sets LIST] [--rules FILE] [--half] [--min-site N]
//     [--favor precision|recall] [--jobs N] [--out DIR] [-- score.mjs options]
// --p gold takes the labels for probabilities: the best that blocks of this cut can reach. --rules applies learned rules
// as well; --min-site leaves out sites with fewer pages; --half scores each site's second pages alone, those that `bench --half` does not learn from.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FAVORS } from '#dist/index.js';
import { cleaningPool, cleanRows, type Judge } from '../bench/cleanPages.js';
import { countSites, type Row, readRows, scored, takeTurns, unpackSets } from '../bench/sets.js';
import { oneOf, splitArguments } from '../scripts/options.js';
import { MODES, SETS } from './sets.js';
import { WORK } from './unseen.js';

const { own, others: forScore } = splitArguments();
const { values: opt } = parseArgs({
  args: own,
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
const how = oneOf('mode', opt.mode, MODES);
const favor = oneOf('favor', opt.favor, FAVORS);
const by: Judge = opt.p === 'gold' ? { gold: true } : { unseen: WORK };
const pool = cleaningPool(+opt.jobs);
for (const set of names) {
  const rows = pagesOf(readRows(path.join(folder, set)));
  const to = path.join(opt.out, set);
  await cleanRows(pool, rows, { folder, set, how, by, rules: opt.rules, favor, to });
  const part = path.join(opt.out, 'gold', set);
  mkdirSync(part, { recursive: true });
  writeFileSync(path.join(part, 'gold.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  symlinkSync(path.join(folder, set, 'text'), path.join(part, 'text'));
  const types = set === 'wcxb-dev' ? ['--by', 'type'] : [];
  const result = scored('--set', part, '--pred', to, ...types, ...forScore);
  console.log(`${set}, ${how}\n${result.split('\n').slice(1).join('\n')}`);
}
await pool.destroy();

/** The pages of sites that have enough; of half of a set each site's second, fourth, … page. */
function pagesOf(rows: readonly Row[]): Row[] {
  const counts = countSites(rows);
  const isLarge = ({ site }: Row): boolean => (counts.get(site) ?? 0) >= +opt['min-site'];
  return takeTurns(rows).flatMap(({ row, isSecond }) => (isLarge(row) && (!opt.half || isSecond) ? [row] : []));
}
