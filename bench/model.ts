#!/usr/bin/env node
// Times the content model of two builds on the same documents in turn, so that the ratio holds whatever the machine does
// beside: CPU time of the whole process, collecting garbage and compiling included.
//   npm run bench:model -- --base OTHER/dist [--sets daniel-dev,trafilatura-dev] [--every 4]
// Documents are read anew for each build and scored once, as in life; those of the first set warm the compiler up.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Scored } from '#dist/content/score.js';
import type { CompiledRules, Document, Format } from '#dist/index.js';
import type { Hit } from '#dist/rules/match/findHits.js';
import { required } from '../scripts/options.js';
import { ROOT } from '../scripts/paths.js';
import { readRows, unpackSets } from './sets.js';
import { sourceFile } from './sources.js';

const { values: opt } = parseArgs({
  options: {
    base: { type: 'string' },
    sets: { type: 'string', default: 'trafilatura-dev,daniel-dev' },
    every: { type: 'string', default: '4' },
  },
});
const sets = opt.sets.split(',');
const folder = unpackSets(sets);

interface Build {
  readonly rules: CompiledRules;
  read(bytes: Uint8Array, format: Format): Document;
  findHits(document: Document, rules: CompiledRules): Hit[];
  scoreHits(document: Document, hits: readonly Hit[]): Scored | Float32Array;
  /** Makes what other parts of a run need too; builds before the block table have none. */
  prepare(document: Document): unknown;
}

async function load(dist: string): Promise<Build> {
  const part = (name: string) => import(path.join(dist, `${name}.js`));
  const { compileRules, loadPacks, readHtml, readText } = await part('index');
  const { findHits } = await part('rules/match/findHits');
  const { scoreHits } = await part('content/score');
  const { tableOf } = await part('read/table/blockTable').catch(() => ({ tableOf: () => undefined }));
  const read = (bytes: Uint8Array, format: Format) => (format === 'html' ? readHtml : readText)(bytes);
  return { rules: compileRules(loadPacks()), read, findHits, scoreHits, prepare: tableOf };
}

/** CPU milliseconds of some work, of all threads. */
function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

interface Spent {
  prepare: number;
  score: number;
}

/** @returns whether both say the same, which a change of the features would prevent */
function scoreBoth(builds: readonly Build[], bytes: Uint8Array, format: Format, spent: readonly Spent[]): boolean {
  const scores = builds.map((build, i): Float32Array => {
    const document = build.read(bytes, format);
    const hits = build.findHits(document, build.rules);
    spent[i].prepare += cpuOf(() => build.prepare(document));
    let scores = new Float32Array(0);
    spent[i].score += cpuOf(() => {
      const scored = build.scoreHits(document, hits);
      // Builds that do not look for the ends of articles give scores alone.
      scores = Float32Array.from('scores' in scored ? scored.scores : scored);
    });
    return scores;
  });
  return scores[0].length === scores[1].length && scores[0].every((score, i) => score === scores[1][i]);
}

const builds = [await load(path.resolve(required('base', opt.base))), await load(path.join(ROOT, 'dist'))];
for (const format of ['html', 'text'] as const) {
  for (const [turn, set] of sets.entries()) {
    const spent = builds.map((): Spent => ({ prepare: 0, score: 0 }));
    const rows = readRows(path.join(folder, set)).filter((_, i) => i % +opt.every === 0);
    let others = 0;
    rows.forEach((row, i) => {
      const bytes = readFileSync(sourceFile(folder, set, format, row));
      const isFirst = i % 2 === 0;
      const isSame = scoreBoth(isFirst ? builds : builds.toReversed(), bytes, format, isFirst ? spent : spent.toReversed());
      if (!isSame) others++;
    });
    if (turn === 0) continue;
    const [base, own] = spent.map(({ prepare, score }) => ({ prepare: prepare / rows.length, score: score / rows.length }));
    console.log(
      `${set}, ${format}: ${rows.length} documents, ${others} scored otherwise; CPU ms a document: ${base.score.toFixed(2)} → ${own.score.toFixed(2)}` +
        ` (÷ ${(base.score / own.score).toFixed(2)}), block table ${base.prepare.toFixed(2)} → ${own.prepare.toFixed(2)}`,
    );
  }
}
