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
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { observeAll, sitesByName } from '../dist/batch/learn/learnAll.js';
import { DEFAULT_RUN } from '../dist/batch/run/spread.js';
import { findInputs } from '../dist/files/findInputs.js';
import { compileRules, findSite, loadPacks, readText } from '../dist/index.js';
import { addSeen } from '../dist/learn/observe/observations.js';
import { observe } from '../dist/learn/observe/observe.js';
import { propose } from '../dist/learn/propose/propose.js';
import { assignSites } from '../dist/learn/sites/cluster.js';
import { SHARED, unpackSets } from './sets.mjs';

const MIN_SITE = 5;
const COVERING = 3;

const { values: opt, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
const sets = positionals.length > 0 ? positionals : ['daniel-dev', 'german-sites-dev'];
const folder = unpackSets(sets);
const out = opt.out ?? mkdtempSync(path.join(tmpdir(), 'klartext-sites-'));
const shipped = loadPacks();

for (const set of sets) {
  const rows = readFileSync(path.join(folder, set, 'gold.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, i) => ({ ...JSON.parse(line), name: `${i + 1}.txt` }));
  const flat = path.join(out, set, 'flat');
  mkdirSync(flat, { recursive: true });
  for (const { id, name } of rows) copyFileSync(path.join(folder, set, 'text', `${id}.txt`), path.join(flat, name));
  const pagesOf = groupBy(rows, ({ site }) => site);
  const counted = rows.filter(({ site }) => pagesOf.get(site).length >= MIN_SITE);
  console.log(
    `\n${set}: ${rows.length} pages, ${counted.length} of them of sites with ${MIN_SITE} and more; texts in ${path.join(out, set)}`,
  );
  printClusters(counted, rows, await clustersOf(flat));
  printRecognised(counted, pagesOf, flat);
  printScores(set, rows, flat);
}

/** The cluster that each file was put into, by its name; files that stand alone have none. */
async function clustersOf(texts) {
  const { observations } = await observeAll(await findInputs([texts]), { site: 'auto', vote: false, run: DEFAULT_RUN });
  const sites = [...sitesByName(assignSites(observations))].filter(([, site]) => site !== '');
  return new Map(sites.map(([file, site]) => [path.basename(file), site]));
}

function printClusters(counted, rows, clusters) {
  const clusterOf = ({ name }) => clusters.get(name);
  const members = groupBy(rows.filter(clusterOf), clusterOf);
  const clustered = counted.filter(clusterOf);
  const pure = clustered.filter((row) => majority(members.get(clusterOf(row))) === row.site);
  const covered = pure.filter((row) => members.get(clusterOf(row)).length >= COVERING);
  print('clusters', `purity ${share(pure, clustered)}  coverage ${share(covered, counted)}`);
}

/** The site of most of the rows. */
function majority(rows) {
  return [...groupBy(rows, ({ site }) => site)].sort(([, a], [, b]) => b.length - a.length)[0][0];
}

function printRecognised(counted, pagesOf, flat) {
  const read = ({ name }) => readText(readFileSync(path.join(flat, name)));
  const observations = new Map();
  const others = new Set();
  for (const pages of pagesOf.values()) {
    pages.forEach((row, i) => {
      if (i % 2 === 1) others.add(row);
      else addSeen(observations, observe({ ...read(row), id: row.id, site: row.site }));
    });
  }
  const learned = propose(observations, compileRules(shipped)).flatMap(({ rules }) => rules);
  const compile = (rules) => compileRules([{ format: 'klartext-rules/1', name: 'learned', rules }, ...shipped]);
  const all = compile(learned);
  const asked = counted.filter((row) => others.has(row) && all.bySite.has(row.site));
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

function printScores(set, rows, flat) {
  const target = (name) => path.join(out, set, name);
  const texts = path.join(folder, set, 'text');
  klartext('clean', texts, '--learn', '--site', 'path', '--out', target('told'), '--model', 'none', '--quiet');
  klartext('clean', flat, '--learn', '--site', 'auto', '--out', target('learned'), '--model', 'none', '--quiet');
  klartext('learn', flat, '--site', 'auto', '--out', target('rules.yaml'));
  klartext('clean', flat, '--rules', target('rules.yaml'), '--site', 'auto', '--out', target('filed'), '--model', 'none', '--quiet');
  const told = score(set, target('told'));
  const show = (name, { shingle, lost }, difference = '') =>
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

function klartext(...args) {
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
  execFileSync(process.execPath, [main, ...args], { stdio: 'pipe' });
}

function score(set, texts) {
  const args = ['--set', path.join(folder, set), '--pred', texts, '--min-site', String(MIN_SITE), '--json'];
  return JSON.parse(execFileSync(process.execPath, [path.join(SHARED, 'bench/score.mjs'), ...args], { encoding: 'utf8' })).all;
}

function groupBy(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function share(some, all) {
  return (some.length / all.length).toFixed(3);
}

function print(name, figures) {
  console.log(`  ${name.padEnd(12)}${figures}`);
}
