#!/usr/bin/env node
// Cleans benchmark sets and prints their scores.
//   npm run bench -- [SET…] [--mode html|text] [--packs all|none|LIST] [--engine auto|fast|readability]
//                    [--model auto|none] [--favor balanced|precision|recall] [--out DIR]
//                    [--learn] [--half] [score.mjs options after --: --by type --worst 20]
// With --learn rules are learned from the set first, as the command does it, and applied with the packs; --vocabulary
// names the packs that learning asks for categories (default: those of --packs).
// With --half they are learned from half of each site's pages, and from all; both are scored on the other half, of
// sites with --min-site pages (default 5).
// HTML mode cleans SET/html, text mode the whole page's text in SET/text. Two processes share the pages.
import { execFileSync, fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cleanWith, compileRules, loadPacks, parseRules, readHtml, readText } from '../dist/index.js';
import { halveSet } from './half.mjs';
import { lostLine } from './lost.mjs';
import { readRows, SHARED, unpackSets } from './sets.mjs';

const dashes = process.argv.indexOf('--', 2);
const own = dashes < 0 ? process.argv.slice(2) : process.argv.slice(2, dashes);
const forScore = dashes < 0 ? [] : process.argv.slice(dashes + 1);
const { values: opt, positionals } = parseArgs({
  args: own,
  allowPositionals: true,
  options: {
    mode: { type: 'string', default: 'html' },
    packs: { type: 'string', default: 'all' },
    engine: { type: 'string', default: 'auto' },
    model: { type: 'string', default: 'auto' },
    favor: { type: 'string', default: 'balanced' },
    learn: { type: 'boolean', default: false },
    half: { type: 'boolean', default: false },
    'min-site': { type: 'string', default: '5' },
    vocabulary: { type: 'string' },
    rules: { type: 'string' },
    out: { type: 'string' },
    shard: { type: 'string' },
    folder: { type: 'string' },
  },
});
const minSite = +opt['min-site'];
if (opt.shard === undefined) await runAll();
else await cleanShard();

async function runAll() {
  const known = readdirSync(path.join(SHARED, 'data')).map((file) => file.replace('.tar.xz', ''));
  const sets = positionals.length > 0 ? positionals : known;
  const unknown = sets.filter((set) => !known.includes(set));
  if (unknown.length > 0 || !['html', 'text'].includes(opt.mode)) {
    console.error(`usage: npm run bench -- [${known.join('|')}] [--mode html|text]`);
    process.exit(2);
  }
  const folder = unpackSets(sets);
  const out = opt.out ?? mkdtempSync(path.join(tmpdir(), 'klartext-bench-'));
  for (const set of sets) {
    if (!existsSync(path.join(folder, set, opt.mode))) {
      console.log(`\n${set}: has no ${opt.mode} pages`);
      continue;
    }
    if (opt.half) await compareHalves(set, folder, out);
    else if (!opt.learn) await cleanSet(set, folder, out);
    else await cleanSet(set, folder, out, learnRules(path.join(folder, set, opt.mode), path.join(out, `${set}.yaml`)), ' + learned');
  }
}

/** Learns from half of each site's pages and from all of them, and scores both on the other half. */
async function compareHalves(set, folder, out) {
  const halves = halveSet(path.join(folder, set), opt.mode, minSite, mkdtempSync(path.join(tmpdir(), 'klartext-half-')));
  const scores = [];
  for (const [pages, name] of [
    [halves.learned, 'half'],
    [path.join(folder, set, opt.mode), 'all'],
  ]) {
    const to = path.join(out, name);
    mkdirSync(to, { recursive: true });
    const rules = learnRules(pages, path.join(to, `${set}.yaml`));
    await cleanSet(set, halves.scored, to, rules, ` + learned from ${name} of each site's pages`);
    scores.push(JSON.parse(score(halves.scored, set, to, ['--json', '--by', 'site'])));
  }
  const [half, all] = scores;
  const f1 = (table, group) => (table[group].shingle ?? table[group].snip)?.f1 ?? 0;
  const loss = (group) => f1(all, group) - f1(half, group);
  const worst = Object.keys(all)
    .filter((group) => group !== 'all')
    .sort((a, b) => loss(b) - loss(a));
  console.log(
    `${set}: F1 ${f1(half, 'all').toFixed(3)} learned from half, ${f1(all, 'all').toFixed(3)} from all: ${loss('all').toFixed(3)} lost`,
  );
  for (const group of worst.slice(0, 5)) {
    console.log(`  ${f1(half, group).toFixed(3)}, ${f1(all, group).toFixed(3)}: ${group}, ${all[group].pages} pages scored`);
  }
}

/** Cleans the pages of a set, with rules that were learned where a file of them is given, and prints the scores. */
async function cleanSet(set, folder, out, rules, how = '') {
  const started = performance.now();
  const shards = Math.min(2, availableParallelism());
  await Promise.all(
    Array.from({ length: shards }, (_, i) =>
      finished(
        fork(fileURLToPath(import.meta.url), [
          set,
          '--mode',
          opt.mode,
          '--packs',
          opt.packs,
          '--engine',
          opt.engine,
          '--model',
          opt.model,
          '--favor',
          opt.favor,
          '--shard',
          `${i}/${shards}`,
          '--folder',
          folder,
          '--out',
          out,
          ...(rules === undefined ? [] : ['--rules', rules]),
        ]),
      ),
    ),
  );
  console.log(
    `\n${set}, ${opt.mode}, packs ${opt.packs}${how}, engine ${opt.engine}, model ${opt.model}: ${((performance.now() - started) / 1000).toFixed(0)} s on ${shards} processes; texts in ${path.join(out, set)}`,
  );
  process.stdout.write(score(folder, set, out, forScore));
  console.log(lostLine(path.join(folder, set), path.join(out, set), opt.half ? undefined : minSite));
}

/** What score.mjs says of the cleaned texts of a set. */
function score(folder, set, out, args) {
  const files = ['--set', path.join(folder, set), '--pred', path.join(out, set)];
  return execFileSync(process.execPath, [path.join(SHARED, 'bench/score.mjs'), ...files, ...args], { encoding: 'utf8' });
}

/** Learns the rules of a set's sites with the built command. */
function learnRules(pages, file) {
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
  execFileSync(process.execPath, [main, 'learn', pages, '--site', 'path', '--packs', opt.vocabulary ?? opt.packs, '--out', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return file;
}

function finished(child) {
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a bench process ended with ${code}`)))),
  );
}

async function cleanShard() {
  const [set] = positionals;
  const [part, parts] = opt.shard.split('/').map(Number);
  const packs = loadPacks(['all', 'none'].includes(opt.packs) ? opt.packs : opt.packs.split(','));
  const learned = opt.rules === undefined ? [] : [parseRules(readFileSync(opt.rules, 'utf8'), opt.rules)];
  const rules = compileRules([...learned, ...packs]);
  const rows = readRows(path.join(opt.folder, set));
  for (const row of rows.filter((_, i) => i % parts === part)) {
    const file = path.join(opt.folder, set, opt.mode, `${row.id}.${opt.mode === 'html' ? 'html' : 'txt'}`);
    const options = { id: row.id, site: row.site };
    const bytes = readFileSync(file);
    const document = opt.mode === 'html' ? readHtml(bytes, options) : readText(bytes, options);
    const target = path.join(opt.out, set, `${row.id}.txt`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, (await cleanWith(document, rules, opt)).article.body);
  }
}
