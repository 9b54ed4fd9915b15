#!/usr/bin/env node
// Writes the lessons (`lessons.ts`): judges the pages of which the sets know snippets alone, by weights of the model of
// pages that have not seen their sites (`npm run train -- --mode html` leaves them).
//   node build/training/teach.js
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { scoreHits } from '#dist/content/score.js';
import { compileRules, loadPacks } from '#dist/index.js';
import { cleanScored } from '#dist/judge/engine.js';
import { findHits } from '#dist/rules/match/findHits.js';
import { type Row, readRows, unpackSets } from '../bench/sets.js';
import { readSource } from '../bench/sources.js';
import { fold } from './align.js';
import { LESSONS, type Lesson } from './lessons.js';
import { SETS } from './sets.js';
import { unseenWeights, WORK } from './unseen.js';

/** What is kept is surely the article's from this probability on; what is removed is surely furniture below that one. */
const SURE = 0.7;
const LIKELY = 0.1;

const folder = unpackSets(SETS);
const rules = compileRules(loadPacks());
const weightsOf = unseenWeights(WORK, 'html', folder);
const lessons: Lesson[] = [];
for (const set of SETS) {
  for (const row of readRows(path.join(folder, set))) if (typeof row.gold !== 'string') lessons.push(await teach(set, row));
}
writeFileSync(LESSONS, lessons.map((lesson) => `${JSON.stringify(lesson)}\n`).join(''));

async function teach(set: string, row: Row): Promise<Lesson> {
  const document = readSource(folder, set, 'html', row);
  const hits = findHits(document, rules);
  const scored = scoreHits(document, hits, weightsOf(row));
  const { article } = await cleanScored(document, rules, hits, scored, { engine: 'auto' });
  const isKept = (i: number): boolean => article.verdicts[i].action === 'keep';
  const textsWhere = (passes: (i: number) => boolean): string =>
    document.blocks
      .filter((_, i) => passes(i))
      .map(({ text }) => text)
      .join('\n');
  const sure = textsWhere((i) => isKept(i) && scored.scores[i] >= SURE);
  const likely = textsWhere((i) => isKept(i) || scored.scores[i] >= LIKELY);
  const { with: wanted = [], without: unwanted = [] } = row;
  return {
    set,
    id: row.id,
    sure,
    likely,
    isComplete: wanted.every((snippet) => fold(likely).includes(fold(snippet))),
    isPure: !unwanted.some((snippet) => fold(sure).includes(fold(snippet))),
  };
}
