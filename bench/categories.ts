#!/usr/bin/env node
// How well the categories of what the content model removes agree with the packs.
//   npm run bench:categories -- [SET…] [--mode html|text] [--show GOLD] [--share 0.01]
// Gold are blocks whose own words a pack's rule knows (texts and patterns: selectors read the same names of elements as
// the categoriser does, and members of a section are only near a label). The categoriser is asked without what rules say
// of the block itself. --show prints a share of the blocks of a gold category, or of those that the model alone removes
// (--show none).
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { scoreHits } from '#dist/content/score.js';
import { CATEGORIES, type Category, compileRules, type Document, type Format, judge, loadPacks } from '#dist/index.js';
import { Categorizer } from '#dist/judge/category/categorize.js';
import { findHits, type Hit } from '#dist/rules/match/findHits.js';
import { oneOf } from '../scripts/options.js';
import { readRows, unpackSets } from './sets.js';
import { readSource, sourceFile } from './sources.js';

const { values: opt, positionals } = parseArgs({
  allowPositionals: true,
  options: { mode: { type: 'string' }, show: { type: 'string' }, share: { type: 'string', default: '0.01' } },
});
const sets = positionals.length > 0 ? positionals : ['fundus-dev', 'daniel-dev'];
const folder = unpackSets(sets);
const rules = compileRules(loadPacks());

const MODES: readonly Format[] = ['html', 'text'];

/** A block: its gold category, and what it is taken for. */
interface Told {
  readonly of: Category | 'none';
  readonly category: Category;
}

for (const mode of opt.mode === undefined ? MODES : [oneOf('mode', opt.mode, MODES)]) {
  const told: Told[] = [];
  for (const set of sets) {
    for (const row of readRows(path.join(folder, set))) {
      if (existsSync(sourceFile(folder, set, mode, row))) told.push(...tell(readSource(folder, set, mode, row)));
    }
  }
  print(mode, told);
}

/** For each block of a document that has a gold category, or that the model alone removes: gold, and what it is taken for. */
function tell(document: Document): Told[] {
  const hits = findHits(document, rules);
  const verdicts = judge(document, rules, scoreHits(document, hits));
  const removed = Uint8Array.from(verdicts, ({ action }) => Number(action === 'remove'));
  const categorizer = new Categorizer(document, removed, hits);
  const gold = goldOf(hits);
  const isHit = new Set(hits.map(({ block }) => block));
  return verdicts.flatMap(({ block }): Told[] => {
    if (removed[block] === 0 || (isHit.has(block) && !gold.has(block))) return [];
    const { category, because } = categorizer.lookOf(block) ?? { category: 'other', because: undefined };
    const of = gold.get(block) ?? 'none';
    if (opt.show === of && Math.random() < +opt.share)
      console.log(`${category} (${because}): ${document.blocks[block].text.slice(0, 100)}`);
    return [{ of, category }];
  });
}

/** The category of each block whose words rules know, where all that do agree. */
function goldOf(hits: readonly Hit[]): Map<number, Category> {
  const gold = new Map<number, Category>();
  const disputed = new Set<number>();
  for (const { rule, block, span, marker } of hits) {
    if (rule.effect !== 'remove' || rule.where === 'top' || (span ?? marker ?? rule.match.selector) !== undefined) continue;
    if ((gold.get(block) ?? rule.category) !== rule.category) disputed.add(block);
    gold.set(block, rule.category);
  }
  for (const block of disputed) gold.delete(block);
  return gold;
}

/** A line a category: how often it is gold, how much of what is taken for it is right, how much of gold is taken for it. */
function print(mode: Format, told: readonly Told[]): void {
  const known = told.filter(({ of }) => of !== 'none');
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(2)).padStart(9);
  console.log(`\n${mode}: ${known.length} blocks with a gold category`);
  console.log(`${'category'.padEnd(12)}     gold precision    recall  mostly mistaken for`);
  for (const one of CATEGORIES) {
    const gold = known.filter(({ of }) => of === one);
    const taken = known.filter(({ category }) => category === one);
    const right = gold.filter(({ category }) => category === one).length;
    if (gold.length + taken.length === 0) continue;
    const mistaken = tally(gold.filter(({ category }) => category !== one)).slice(0, 3);
    console.log(
      `${one.padEnd(12)} ${String(gold.length).padStart(8)} ${share(right, taken.length)} ${share(right, gold.length)}  ${mistaken.join(', ')}`,
    );
  }
  const named = known.filter(({ category }) => category !== 'other');
  const right = named.filter(({ of, category }) => of === category).length;
  console.log(`named ${share(named.length, known.length).trim()}, of these right ${share(right, named.length).trim()}`);
  const alone = told.filter(({ of }) => of === 'none');
  console.log(`${alone.length} blocks that the model alone removes: ${tally(alone).join(', ')}`);
}

/** How many were taken for what, the most first. */
function tally(told: readonly Told[]): string[] {
  const counts = new Map<Category, number>();
  for (const { category } of told) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([category, count]) => `${category} ${count}`);
}
