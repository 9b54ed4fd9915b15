#!/usr/bin/env node
// Measures what Klartext does where nothing tells a document's site: all texts of a set lie in one folder, numbered.
//   npm run bench:sites -- [SET…] [--out DIR]        (daniel-dev and german-sites-dev where none is named)
//
// Only pages of sites with at least 5 pages in the set count, though the others lie beside them:
//   purity      of the pages in a cluster (of two and more), the share whose site is that of most of its pages
//   coverage    the share of pages in a cluster of three and more in which most pages are of their site
//   recognised  rules are learned from every second page of each site, sites told, and the other pages of sites with
//               rules are asked for their site: the shares of theirs, of another one and of none. Strangers are all
//               pages, each asked without its site's rules: the share that takes another site (of one publisher's
//               sites that show the same furniture, one may take the other)
//   scores      shingle F1 and lost by score.mjs --min-site 5 of `klartext clean --learn` told the sites (--site path),
//               of the same over the folder (--site auto), and of `klartext learn` over the folder and then
//               `klartext clean --rules` with what it wrote; differences are to the first
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { observeAll, sitesByName } from '#dist/batch/learn/learnAll.js';
import { DEFAULT_RUN } from '#dist/batch/run/spread.js';
import { findInputs } from '#dist/files/findInputs.js';
import {
  type CompiledRules,
  compileRules,
  type Document,
  findSite,
  loadPacks,
  type Observations,
  RULES_FORMAT,
  type Rule,
  readText,
} from '#dist/index.js';
import { addSeen } from '#dist/learn/observe/observations.js';
import { observe } from '#dist/learn/observe/observe.js';
import { propose } from '#dist/learn/propose/propose.js';
import { assignSites } from '#dist/learn/sites/cluster.js';
import { indexesOf } from '#dist/rules/match/compile.js';
import { COMMAND } from '../scripts/paths.js';
import { type Row, readRows, type Score, scored, unpackSets } from './sets.js';

const MIN_SITE = 5;
const COVERING = 3;

const { values: opt, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
const sets = positionals.length > 0 ? positionals : ['daniel-dev', 'german-sites-dev'];
const folder = unpackSets(sets);
const out = opt.out ?? mkdtempSync(path.join(tmpdir(), 'klartext-sites-'));
const shipped = loadPacks();
const shippedRules = compileRules(shipped);

/** A page, and the name of its file. */
type Page = Row & { readonly name: string };

for (const set of sets) {
  const rows = readRows(path.join(folder, set)).map((row, i) => ({ ...row, name: `${i + 1}.txt` }));
  const flat = path.join(out, set, 'flat');
  mkdirSync(flat, { recursive: true });
  for (const { id, name } of rows) copyFileSync(path.join(folder, set, 'text', `${id}.txt`), path.join(flat, name));
  const pagesOf = groupBy(rows, ({ site }) => site);
  const counted = rows.filter(({ site }) => membersOf(pagesOf, site).length >= MIN_SITE);
  console.log(
    `\n${set}: ${rows.length} pages, ${counted.length} of them of sites with ${MIN_SITE} and more; texts in ${path.join(out, set)}`,
  );
  printClusters(counted, rows, await clustersOf(flat));
  printRecognised(counted, pagesOf, flat);
  printScores(set, rows, flat);
}

/** The cluster that each file was put into, by its name; files that stand alone have none. */
async function clustersOf(texts: string): Promise<Map<string, string>> {
  const { observations } = await observeAll(await findInputs([texts]), {
    rules: shippedRules,
    site: 'auto',
    vote: false,
    run: DEFAULT_RUN,
  });
  const sites = [...sitesByName(assignSites(observations))].filter(([, site]) => site !== '');
  return new Map(sites.map(([file, site]) => [path.basename(file), site]));
}

function printClusters(counted: readonly Page[], rows: readonly Page[], clusters: ReadonlyMap<string, string>): void {
  const clusterOf = ({ name }: Page): string => clusters.get(name) ?? '';
  const members = groupBy(rows.filter(clusterOf), clusterOf);
  const clustered = counted.filter(clusterOf);
  const pure = clustered.filter((row) => majority(membersOf(members, clusterOf(row))) === row.site);
  const covered = pure.filter((row) => membersOf(members, clusterOf(row)).length >= COVERING);
  print('clusters', `purity ${share(pure, clustered)}  coverage ${share(covered, counted)}`);
}

/** The site of most of the rows. */
function majority(rows: readonly Page[]): string {
  return [...groupBy(rows, ({ site }) => site)].sort(([, a], [, b]) => b.length - a.length)[0][0];
}

function printRecognised(counted: readonly Page[], pagesOf: Groups, flat: string): void {
  const read = ({ name }: Page): Document => readText(readFileSync(path.join(flat, name)));
  const observations: Observations = new Map();
  const others = new Set<Page>();
  for (const pages of pagesOf.values()) {
    pages.forEach((row, i) => {
      if (i % 2 === 1) others.add(row);
      else addSeen(observations, observe({ ...read(row), id: row.id, site: row.site }));
    });
  }
  const learned = propose(observations, shippedRules).flatMap(({ rules }) => rules);
  const compile = (rules: readonly Rule[]): CompiledRules => compileRules([{ format: RULES_FORMAT, name: 'learned', rules }, ...shipped]);
  const all = compile(learned);
  const asked = counted.filter((row) => others.has(row) && indexesOf(all).parts.some(({ sites }) => sites.includes(row.site)));
  const found = new Map(asked.map((row) => [row, findSite(read(row), all)]));
  const right = asked.filter((row) => found.get(row) === row.site);
  const none = asked.filter((row) => found.get(row) === undefined);
  const wrong = asked.filter((row) => !right.includes(row) && !none.includes(row));
  const strangers = [...groupBy(counted, ({ site }) => site)].flatMap(([site, pages]) => {
    const rest = compile(learned.filter((rule) => rule.site !== site));
    return pages.filter((row) => findSite(read(row), rest) !== undefined);
  });
  print(
    'recognised',
    `right ${share(right, asked)}  wrong ${share(wrong, asked)}  none ${share(none, asked)}  strangers ${share(strangers, counted)}`,
  );
}

function printScores(set: string, rows: readonly Page[], flat: string): void {
  const target = (name: string): string => path.join(out, set, name);
  const texts = path.join(folder, set, 'text');
  klartext('clean', texts, '--learn', '--site', 'path', '--out', target('told'), '--model', 'none', '--quiet');
  klartext('clean', flat, '--learn', '--site', 'auto', '--out', target('learned'), '--model', 'none', '--quiet');
  klartext('learn', flat, '--site', 'auto', '--out', target('rules.yaml'));
  klartext('clean', flat, '--rules', target('rules.yaml'), '--site', 'auto', '--out', target('filed'), '--model', 'none', '--quiet');
  const told = score(set, target('told'));
  const show = (name: string, { shingle, lost }: ShingleScore, difference = ''): void =>
    print(name, `shingle F1 ${shingle.f1.toFixed(4)}  lost ${lost.toFixed(4)}${difference}`);
  show('sites told', told);
  for (const name of ['learned', 'filed']) {
    const named = target(`${name}-by-id`);
    for (const row of rows) {
      const file = path.join(named, `${row.id}.txt`);
      mkdirSync(path.dirname(file), { recursive: true });
      copyFileSync(path.join(target(name), row.name), file);
    }
    const reached = score(set, named);
    const difference = `  difference ${(reached.shingle.f1 - told.shingle.f1).toFixed(4)}  ${(reached.lost - told.lost).toFixed(4)}`;
    show(name === 'learned' ? 'sites found' : 'rule file', reached, difference);
  }
}

function klartext(...args: readonly string[]): void {
  execFileSync(process.execPath, [COMMAND, ...args], { stdio: 'pipe' });
}

/** Sets of texts are scored by shingles. */
type ShingleScore = Required<Pick<Score, 'shingle' | 'lost'>>;

function score(set: string, texts: string): ShingleScore {
  const said = scored('--set', path.join(folder, set), '--pred', texts, '--min-site', String(MIN_SITE), '--json');
  return (JSON.parse(said) as { all: ShingleScore }).all;
}

type Groups = ReadonlyMap<string, readonly Page[]>;

function groupBy(rows: readonly Page[], keyOf: (page: Page) => string): Groups {
  const groups = new Map<string, Page[]>();
  for (const row of rows) groups.set(keyOf(row), [...membersOf(groups, keyOf(row)), row]);
  return groups;
}

function membersOf(groups: Groups, key: string): readonly Page[] {
  return groups.get(key) ?? [];
}

function share(some: readonly unknown[], all: readonly unknown[]): string {
  return (some.length / all.length).toFixed(3);
}

function print(name: string, figures: string): void {
  console.log(`  ${name.padEnd(12)}${figures}`);
}
