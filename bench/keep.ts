#!/usr/bin/env node
// What of the articles is lost, in every form that they come in, and what keeping it costs in F1.
//   npm run bench:keep -- [--only REGEX] [--every N] [--jobs N] [--training DIR] [--rules FILE] [--list N] [--out DIR]
//
// Pages of sets that weights are trained on are judged by weights that have not seen their site (`npm run train` leaves
// them), others and cases by those that ship; with --training DIR by DIR/<mode>/unseen-<n>.weights and
// DIR/<mode>/<mode>.weights. --only measures the rows whose name matches, --every each Nth page, --list names the N
// longest lost paragraphs of each row and the cases' faults, --rules applies learned rules as well.
//   lost   words of lost paragraphs, of the gold words that the source shows (kept.mjs); of cases, lines
//   F1     of shingles; of snippets where a set has no gold texts, of words for wcxb-dev (score.mjs)
// An asterisk marks what misses what is asked.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Format } from '#dist/index.js';
import { WORK } from '../training/unseen.js';
import { cleaningPool, cleanRows, type Judge } from './cleanPages.js';
import { type Asked, type AskedCases, CASES, ROWS } from './keepRows.js';
import { type Row, readRows, type Score, SHARED, unpackSets } from './sets.js';
import { folderOf, RENDERINGS, renderSet } from './sources.js';

const { values: opt } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    every: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    training: { type: 'string' },
    rules: { type: 'string' },
    list: { type: 'string' },
    out: { type: 'string', default: mkdtempSync(path.join(tmpdir(), 'klartext-keep-')) },
  },
});
/** What is measured of a row. */
interface Measured {
  readonly pages: number;
  readonly lost: number | undefined;
  readonly f1: number;
  /** The longest lost paragraphs. */
  readonly list: string | undefined;
}

/** What score-cases.mjs says. */
interface CaseSum {
  readonly cases: number;
  readonly faultless: number;
  readonly body: number;
  readonly lost: number;
  readonly furniture: number;
  readonly left: number;
}

interface MeasuredCases {
  readonly what: string;
  readonly asked: Pick<AskedCases, 'lost' | 'left'>;
  readonly sum: CaseSum;
  readonly list: string | undefined;
}

const isAsked = ({ what }: { readonly what: string }): boolean => new RegExp(opt.only, 'u').test(what);
const rows = ROWS.filter(isAsked);
const folder = unpackSets([...new Set(['fundus-dev', ...rows.map(({ set }) => set)])]);
for (const { set, how } of rows) if (RENDERINGS.includes(how)) renderSet(folder, set, how);
const pool = cleaningPool(+opt.jobs);
const started = performance.now();

const measured = new Map(await Promise.all(rows.map(async (row): Promise<[string, Measured]> => [row.what, await measure(row)])));
console.log(`| what | pages | lost: asked | lost | F1: asked | F1 |\n| --- | --- | --- | --- | --- | --- |`);
for (const row of rows) {
  const { pages, lost, f1 } = measured.get(row.what) as Measured;
  const least = row.f1 ?? leastBehind(row.behind);
  const shown = [
    row.lost === undefined ? '' : `≤ ${row.lost} %`,
    lost === undefined ? '' : `${(100 * lost).toFixed(3)} %${markIf(100 * lost > (row.lost ?? Number.POSITIVE_INFINITY))}`,
    least === undefined ? '' : `≥ ${least.toFixed(3)}`,
    `${f1.toFixed(4)}${markIf(f1 < (least ?? 0) - 0.0005)}`,
  ];
  console.log(`| ${row.what} | ${pages} | ${shown.join(' | ')} |`);
}
const cases = await Promise.all(CASES.filter(isAsked).map(measureCases));
if (cases.length > 0)
  console.log(
    '\n| what | without a fault | body lost: asked | lost | furniture left: asked | left |\n| --- | --- | --- | --- | --- | --- |',
  );
for (const { what, asked, sum } of cases) {
  const lost = `${sum.lost} of ${sum.body}${markIf(sum.lost > asked.lost)}`;
  const left = `${sum.left} of ${sum.furniture}${markIf(sum.left > asked.left)}`;
  console.log(`| ${what} | ${sum.faultless} of ${sum.cases} | ≤ ${asked.lost} | ${lost} | ≤ ${asked.left} | ${left} |`);
}
const lists = [...measured].map(([what, { list }]) => ({ what, list }));
for (const { what, list } of [...lists, ...cases]) if (list) console.log(`\n${what}\n${list}`);
console.error(`${((performance.now() - started) / 1000).toFixed(0)} s; texts in ${opt.out}`);
await pool.destroy();

function markIf(isMissed: boolean): string {
  return isMissed ? ' *' : '';
}

function leastBehind(behind: Asked['behind']): number | undefined {
  if (behind === undefined) return undefined;
  const f1 = measured.get(behind.row)?.f1 ?? ROWS.find(({ what }) => what === behind.row)?.f1;
  return f1 === undefined ? undefined : f1 - behind.by;
}

/** Cleans the pages of a row and has them measured. */
async function measure({ what, set, how, of = () => true, isSeen, measure: name }: Asked): Promise<Measured> {
  const own = emptyFolder(what);
  const part = path.join(own, 'set');
  const to = path.join(own, 'cleaned');
  const chosen = readRows(path.join(folder, set))
    .filter(of)
    .filter((row, i) => i % +opt.every === 0 && (how !== 'gold' || typeof row.gold === 'string'));
  mkdirSync(part, { recursive: true });
  writeFileSync(path.join(part, 'gold.jsonl'), chosen.map((row) => JSON.stringify(row)).join('\n'));
  symlinkSync(path.join(folder, set, 'text'), path.join(part, 'text'));
  const mode: Format = how === 'html' ? 'html' : 'text';
  const by = isSeen ? { unseen: opt.training ?? WORK } : shipped(mode);
  await cleanRows(pool, chosen, { folder, set, how, by, rules: opt.rules, to });
  const source = how === 'gold' ? goldTexts(chosen, path.join(own, 'source')) : folderOf(folder, set, how === 'html' ? 'text' : how);
  const files = ['--set', part, '--pred', to];
  const hasGold = chosen.some(({ gold }) => typeof gold === 'string');
  const { lost } = (hasGold ? JSON.parse(await ask('kept.mjs', ...files, '--input', source, '--json')) : {}) as { lost?: number };
  const { all } = JSON.parse(await ask('score.mjs', ...files, '--json')) as { all: Score };
  const list = opt.list && hasGold ? await ask('kept.mjs', ...files, '--input', source, '--list', opt.list) : undefined;
  return { pages: chosen.length, lost, f1: all[name ?? 'shingle']?.f1 ?? Number.NaN, list };
}

/** An empty folder for what is made for a row. */
function emptyFolder(what: string): string {
  const own = path.join(opt.out, what.replaceAll(' ', '-'));
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  return own;
}

function shipped(mode: Format): Judge | undefined {
  return opt.training === undefined ? undefined : { file: path.join(opt.training, mode, `${mode}.weights`) };
}

/** Writes gold texts as a source. */
function goldTexts(chosen: readonly Row[], to: string): string {
  for (const { id, gold } of chosen) {
    const file = path.join(to, `${id}.txt`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, gold ?? '');
  }
  return to;
}

async function measureCases({ what, cases, ...asked }: AskedCases): Promise<MeasuredCases> {
  const own = emptyFolder(what);
  const source = path.join(SHARED, 'cases', cases);
  const isText = cases.endsWith('.txt');
  const how = isText ? 'text' : 'html';
  const pages = path.join(own, how);
  if (isText) await ask('score-cases.mjs', '--cases', source, '--write', pages);
  else symlinkSync(source, pages);
  const names = isText ? readdirSync(pages).map((file) => path.basename(file, '.txt')) : readdirSync(pages).map((name) => `${name}/input`);
  const to = path.join(own, 'cleaned');
  await cleanRows(
    pool,
    names.map((id) => ({ id })),
    { folder: opt.out, set: path.basename(own), how, by: shipped(how), rules: opt.rules, to },
  );
  const files = ['--cases', source, '--pred', to];
  const sum = JSON.parse(await ask('score-cases.mjs', ...files, '--json')) as CaseSum;
  return { what, asked, sum, list: opt.list ? await ask('score-cases.mjs', ...files, '--list') : undefined };
}

/** What a script of `../shared/bench` prints; that of the cases ends with 1 where there are faults. */
function ask(script: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [path.join(SHARED, 'bench', script), ...args],
      { encoding: 'utf8', maxBuffer: 1e9 },
      (error, stdout, stderr) => {
        if (error && error.code !== 1) reject(new Error(`${script}: ${stderr}`));
        else resolve(stdout);
      },
    );
  });
}
