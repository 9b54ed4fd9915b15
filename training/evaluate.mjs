#!/usr/bin/env node
// Cleans pages with what the trees said of them while their site was held out, as `klartext clean` would with its own
// scores, and scores the texts.
//   node training/evaluate.mjs --data DIR --mode text|html [--p p2|p1|gold] [--sets LIST] [--rules FILE] [--half]
//     [--min-site N] [--favor precision|recall] [--out DIR] [-- score.mjs options]
// --p gold takes the labels for probabilities: the best that blocks of this cut can reach. --rules applies learned rules
// as well; --min-site leaves out sites with fewer pages; --half scores each site's second pages alone, those that `bench --half` does not learn from.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countSites, SHARED, unpackSets } from '../bench/sets.mjs';
import { readRows } from '../dist/content/rows.js';
import { compileRules, loadPacks, parseRules } from '../dist/index.js';
import { cleanScored } from '../dist/judge/engine.js';
import { findHits } from '../dist/rules/match.js';
import { goldRows, readDocument } from './sets.mjs';

const dashes = process.argv.indexOf('--', 2);
const forScore = dashes < 0 ? [] : process.argv.slice(dashes + 1);
const { values: opt } = parseArgs({
  args: dashes < 0 ? process.argv.slice(2) : process.argv.slice(2, dashes),
  options: {
    data: { type: 'string' },
    mode: { type: 'string' },
    p: { type: 'string', default: 'p2' },
    sets: { type: 'string' },
    rules: { type: 'string' },
    half: { type: 'boolean', default: false },
    'min-site': { type: 'string', default: '1' },
    favor: { type: 'string', default: 'balanced' },
    out: { type: 'string', default: path.join(tmpdir(), 'klartext-evaluate') },
  },
});
const floats = (name) => {
  const bytes = readFileSync(path.join(opt.data, `${name}.bin`));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
};
const labels = opt.p === 'gold' ? floats('rows') : undefined;
const p = labels === undefined ? floats(opt.p) : Float32Array.from({ length: labels.length / 4 }, (_, i) => labels[i * 4 + 1]);
const learned = opt.rules === undefined ? [] : [parseRules(readFileSync(opt.rules, 'utf8'), opt.rules)];
const rules = compileRules([...learned, ...loadPacks()]);
const pages = readFileSync(path.join(opt.data, 'pages.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const names = [...new Set(pages.map(({ set }) => set))].filter((set) => set !== 'samples' && (opt.sets?.split(',').includes(set) ?? true));
const folder = unpackSets(names);
const gold = new Map(names.map((set) => [set, new Map(goldRows(folder, set).map((row) => [row.id, row]))]));
rmSync(opt.out, { recursive: true, force: true });

/** The ids of the pages that are scored. */
const scored = new Map(names.map((set) => [set, pagesOf([...gold.get(set).values()])]));
const cleaned = new Map(names.map((set) => [set, new Set()]));
let at = 0;
for (const { set, id, rows: count } of pages) {
  const from = at;
  at += count;
  if (!scored.get(set)?.has(id)) continue;
  const document = { ...readDocument(folder, opt.mode, set, id), site: gold.get(set).get(id).site };
  const rows = readRows(document);
  if (rows.count !== count) throw new Error(`${set} ${id} is read otherwise than it was: extract its features again`);
  const scores = new Float32Array(document.blocks.length).fill(1);
  for (let row = 0; row < count; row++) scores[rows.blocks[row]] = p[from + row];
  const { article } = await cleanScored(document, rules, findHits(document, rules), scores, { engine: 'auto', favor: opt.favor });
  const file = path.join(opt.out, set, `${id}.txt`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, article.body);
  cleaned.get(set).add(id);
}

for (const set of names) {
  const part = path.join(opt.out, 'gold', set);
  mkdirSync(part, { recursive: true });
  const rows = [...gold.get(set).values()].filter((row) => cleaned.get(set).has(row.id));
  writeFileSync(path.join(part, 'gold.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  symlinkSync(path.join(folder, set, 'text'), path.join(part, 'text'));
  const by = set === 'wcxb-dev' ? ['--by', 'type'] : [];
  const args = [path.join(SHARED, 'bench/score.mjs'), '--set', part, '--pred', path.join(opt.out, set), ...by, ...forScore];
  const result = execFileSync(process.execPath, args, { encoding: 'utf8' });
  console.log(`${set}, ${opt.mode}\n${result.split('\n').slice(1).join('\n')}`);
}

/** The pages of sites that have enough; of half of a set each site's second, fourth, … page. */
function pagesOf(rows) {
  const counts = countSites(rows);
  const turns = new Map();
  const ids = new Set();
  for (const { id, site } of rows) {
    const turn = turns.get(site) ?? 0;
    turns.set(site, turn + 1);
    if (counts.get(site) >= +opt['min-site'] && (!opt.half || turn % 2 === 1)) ids.add(id);
  }
  return ids;
}
