#!/usr/bin/env node
// What rules cost before the first document: CPU milliseconds to load and to compile the packs, as the build compiled them and
// from the rules themselves, and a file of many learned rules, the first time and from its cache. Each in a process of its own.
//   npm run bench:rules -- [--rules 100000]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readRules } from '#dist/batch/ruleCache.js';
import { compileRules, dumpRules, loadPacks, type Rule, type RuleSet, readText } from '#dist/index.js';
import { ruleOfText } from '#dist/rules/file/textCount.js';
import { findHits } from '#dist/rules/match/findHits.js';

const { values: opt, positionals } = parseArgs({ options: { rules: { type: 'string', default: '100000' } }, allowPositionals: true });
const [step, file = ''] = positionals;
/** Copies of the packs are compiled from what they say. */
const STEPS: Readonly<Record<string, () => readonly RuleSet[]>> = {
  'packs, as built': () => loadPacks(),
  'packs, from their rules': () => loadPacks().map((set) => ({ ...set })),
  'learned rules, first': () => [readRules(readFileSync(file), file)],
  'learned rules, again': () => [readRules(readFileSync(file), file)],
};

if (step === undefined) all();
else measure(STEPS[step]);

function all(): void {
  const box = mkdtempSync(path.join(tmpdir(), 'klartext-rules-'));
  try {
    const yaml = path.join(box, 'learned.yaml');
    writeFileSync(yaml, dumpRules({ format: 'klartext-rules/1', name: 'learned', rules: Array.from({ length: +opt.rules }, learnedRule) }));
    for (const name of Object.keys(STEPS)) {
      process.stdout.write(name.padEnd(26));
      const args = ['--expose-gc', fileURLToPath(import.meta.url), name, yaml];
      execFileSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, XDG_CACHE_HOME: box } });
    }
  } finally {
    rmSync(box, { recursive: true, force: true });
  }
}

/** The `n`th rule for a fixed text of one of a thousand sites, as it is learned. */
function learnedRule(_: unknown, n: number): Rule {
  return ruleOfText(`Mehr zum Thema ${n} aus Stadt und Land`, 8, { site: `${n % 1000}.example`, pages: 9, category: 'other' });
}

function measure(load: () => readonly RuleSet[]): void {
  const held = heap();
  const before = process.cpuUsage();
  const sets = load();
  const loaded = milliseconds(before);
  const rules = compileRules(sets);
  const compiled = milliseconds(before);
  findHits(readText('Mehr zum Thema 7 aus Stadt und Land\n\nTeilen', { site: '7.example' }), rules);
  const asked = milliseconds(before);
  console.log(`loaded after ${loaded} ms, compiled after ${compiled} ms, a text asked after ${asked} ms; ${heap() - held} MB of heap`);
}

/** CPU milliseconds of the process, all threads, since a moment. */
function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return Math.round((user + system) / 1000);
}

function heap(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}
