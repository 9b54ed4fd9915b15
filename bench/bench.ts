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
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cleanWith, compileRules, ENGINES, FAVORS, MODELS, parseRules } from '#dist/index.js';
import { oneOf, refuse, required, splitArguments } from '../scripts/options.js';
import { halveSet } from './half.js';
import { lostLine } from './lost.js';
import { learnRules, packsNamed } from './rules.js';
import { type Measure, readRows, type Score, SHARED, scored, unpackSets } from './sets.js';
import { readSource } from './sources.js';

const { own, others: forScore } = splitArguments();
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
const mode = oneOf('mode', opt.mode, ['html', 'text']);
if (opt.shard === undefined) await runAll();
else await cleanShard(opt.shard, required('folder', opt.folder), required('out', opt.out));

async function runAll(): Promise<void> {
  const known = readdirSync(path.join(SHARED, 'data')).map((file) => file.replace('.tar.xz', ''));
  const sets = positionals.length > 0 ? positionals : known;
  const unknown = sets.filter((set) => !known.includes(set));
  if (unknown.length > 0) refuse(`usage: npm run bench -- [${known.join('|')}] [--mode html|text]`);
  const folder = unpackSets(sets);
  const out = opt.out ?? mkdtempSync(path.join(tmpdir(), 'klartext-bench-'));
  for (const set of sets) {
    if (!existsSync(path.join(folder, set, mode))) {
      console.log(`\n${set}: has no ${mode} pages`);
      continue;
    }
    if (opt.half) await compareHalves(set, folder, out);
    else if (!opt.learn) await cleanSet(set, folder, out);
    else await cleanSet(set, folder, out, learn(path.join(folder, set, mode), path.join(out, `${set}.yaml`)), ' + learned');
  }
}

/** Learns from half of each site's pages and from all of them, and scores both on the other half. */
async function compareHalves(set: string, folder: string, out: string): Promise<void> {
  const halves = halveSet(path.join(folder, set), mode, minSite, mkdtempSync(path.join(tmpdir(), 'klartext-half-')));
  const scores: Readonly<Record<string, Score>>[] = [];
  for (const [pages, name] of [
    [halves.learned, 'half'],
    [path.join(folder, set, mode), 'all'],
  ]) {
    const to = path.join(out, name);
    mkdirSync(to, { recursive: true });
    const rules = learn(pages, path.join(to, `${set}.yaml`));
    await cleanSet(set, halves.scored, to, rules, ` + learned from ${name} of each site's pages`);
    scores.push(JSON.parse(score(halves.scored, set, to, ['--json', '--by', 'site'])) as Record<string, Score>);
  }
  const [half, all] = scores;
  const f1 = (table: Readonly<Record<string, Score>>, group: string): number => measureOf(table[group])?.f1 ?? 0;
  const loss = (group: string): number => f1(all, group) - f1(half, group);
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

function measureOf({ shingle, snip }: Score): Measure | undefined {
  return shingle ?? snip;
}

/** Cleans the pages of a set, with rules that were learned where a file of them is given, and prints the scores. */
async function cleanSet(set: string, folder: string, out: string, rules?: string, how = ''): Promise<void> {
  const started = performance.now();
  const shards = Math.min(2, availableParallelism());
  await Promise.all(
    Array.from({ length: shards }, (_, i) =>
      finished(
        fork(fileURLToPath(import.meta.url), [
          set,
          '--mode',
          mode,
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
    `\n${set}, ${mode}, packs ${opt.packs}${how}, engine ${opt.engine}, model ${opt.model}: ${((performance.now() - started) / 1000).toFixed(0)} s on ${shards} processes; texts in ${path.join(out, set)}`,
  );
  process.stdout.write(score(folder, set, out, forScore));
  console.log(lostLine(path.join(folder, set), path.join(out, set), opt.half ? undefined : minSite));
}

/** What score.mjs says of the cleaned texts of a set. */
function score(folder: string, set: string, out: string, args: readonly string[]): string {
  return scored('--set', path.join(folder, set), '--pred', path.join(out, set), ...args);
}

function learn(pages: string, file: string): string {
  return learnRules(pages, file, '--packs', opt.vocabulary ?? opt.packs);
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a bench process ended with ${code}`)))),
  );
}

/** Cleans every n-th page of a set. @param shard which of how many, as `0/2` */
async function cleanShard(shard: string, folder: string, out: string): Promise<void> {
  const [set] = positionals;
  const [part, parts] = shard.split('/').map(Number);
  const learned = opt.rules === undefined ? [] : [parseRules(readFileSync(opt.rules, 'utf8'), opt.rules)];
  const rules = compileRules([...learned, ...packsNamed(opt.packs)]);
  const options = {
    engine: oneOf('engine', opt.engine, ENGINES),
    model: oneOf('model', opt.model, MODELS),
    favor: oneOf('favor', opt.favor, FAVORS),
  };
  for (const row of readRows(path.join(folder, set)).filter((_, i) => i % parts === part)) {
    const { article } = await cleanWith(readSource(folder, set, mode, row), rules, options);
    const target = path.join(out, set, `${row.id}.txt`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, article.body);
  }
}
