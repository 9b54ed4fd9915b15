#!/usr/bin/env node
// What learned rules take of articles that share labels, questions and closing lines (`../shared/cases/text/recurring.txt`):
//   npm run bench:recurring -- [--list]
// A line each, without learned rules and with them, by rules alone and with the model. --list prints every fault.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cleanWith, compileRules, loadPacks, type Model, parseRules } from '#dist/index.js';
import { learnRules } from './rules.js';
import { SHARED } from './sets.js';
import { readSource } from './sources.js';

const { values: opt } = parseArgs({ options: { list: { type: 'boolean', default: false } } });
const CASES = path.join(SHARED, 'cases/text/recurring.txt');
const SCORE = path.join(SHARED, 'bench/score-cases.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'klartext-recurring-'));
const pages = path.join(folder, 'cases/text');
execFileSync(process.execPath, [SCORE, '--cases', CASES, '--write', pages]);
const file = learnRules(pages, path.join(folder, 'learned.yaml'));
const learned = parseRules(readFileSync(file, 'utf8'), file);
const rows = readdirSync(pages).flatMap((site) =>
  readdirSync(path.join(pages, site)).map((name) => ({ id: `${site}/${path.basename(name, '.txt')}`, site })),
);

for (const model of ['none', 'auto'] as const) {
  for (const isLearned of [false, true]) {
    const name = `${isLearned ? 'learned' : 'plain'}, model ${model}`;
    console.log(`${name}: ${score(await clean(path.join(folder, name), isLearned, model))}`);
  }
}

/** Cleans all pages. @returns the folder of their bodies */
async function clean(to: string, isLearned: boolean, model: Model): Promise<string> {
  const rules = compileRules([...(isLearned ? [learned] : []), ...loadPacks()]);
  for (const row of rows) {
    const { article } = await cleanWith(readSource(folder, 'cases', 'text', row), rules, { model });
    const target = path.join(to, `${row.id}.txt`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, article.body);
  }
  return to;
}

/** What score-cases.mjs says, which ends with 1 where there are faults. */
function score(cleaned: string): string {
  const args = [SCORE, '--cases', CASES, '--pred', cleaned, ...(opt.list ? ['--list'] : [])];
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim();
}
