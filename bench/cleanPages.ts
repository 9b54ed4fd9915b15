// Cleans pages of a set in a thread, as `klartext clean` does but by chosen weights. `cleanRows` shares a set's pages
// among the threads of a pool.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { readRows } from '../dist/content/features/rows.js';
import { readWeights } from '../dist/content/forest/weights.js';
import { scoreHits } from '../dist/content/score.js';
import { compileRules, loadPacks, parseRules } from '../dist/index.js';
import { cleanScored } from '../dist/judge/engine.js';
import { findHits } from '../dist/rules/match/findHits.js';
import { labelPage } from '../training/align.mjs';
import { unseenWeights } from '../training/unseen.mjs';
import { readSource } from './sources.mjs';

/** So many pages go to a thread at once. */
const BATCH = 8;

/** A pool of threads for `cleanRows`; `destroy` ends it. */
export function cleaningPool(threads) {
  return new Piscina({ filename: fileURLToPath(import.meta.url), minThreads: threads, maxThreads: threads });
}

/**
 * Cleans the pages of some rows of a set and writes their bodies.
 * @param job
 *   folder, set, how: which pages, in which form (`readSource`);
 *   by: `{ unseen: DIR }` for the weights of a training that have not seen the page's site, `{ file: FILE }` for a
 *   weights file, `{ gold: true }` for labels in place of the model: the best that blocks of this cut can reach;
 *   absent for the weights that ship;
 *   rules: a file of learned rules that apply as well; favor; to: the folder of the bodies, as `<id>.txt`
 */
export async function cleanRows(pool, rows, job) {
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) => rows.slice(i * BATCH, (i + 1) * BATCH));
  await Promise.all(batches.map((batch) => pool.run({ ...job, rows: batch })));
}

/** What is made once a thread, by its name. */
const known = new Map();
function once(name, make) {
  if (!known.has(name)) known.set(name, make());
  return known.get(name);
}

export default async function cleanBatch({ rows, folder, set, how, by = {}, rules: file, favor = 'balanced', to }) {
  const learned = () => (file === undefined ? [] : [parseRules(readFileSync(file, 'utf8'), file)]);
  const rules = once(`rules ${file}`, () => compileRules([...learned(), ...loadPacks()]));
  for (const row of rows) {
    const document = readSource(folder, set, how, row);
    const hits = findHits(document, rules);
    const scores = by.gold
      ? goldScores(document, row)
      : scoreHits(
          document,
          hits.filter(({ rule }) => rules.shipped.has(rule)),
          weightsBy(by, document, folder, row),
        );
    const { article } = await cleanScored(document, rules, hits, scores, { engine: 'auto', favor });
    const target = path.join(to, `${row.id}.txt`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, article.body);
  }
}

function weightsBy({ unseen, file }, { format }, folder, row) {
  if (unseen !== undefined) return once(`unseen ${unseen} ${format}`, () => unseenWeights(unseen, format, folder))(row);
  return file === undefined ? undefined : once(file, () => readWeights(readFileSync(file)));
}

/** The labels of blocks in place of probabilities. */
function goldScores(document, row) {
  const rows = readRows(document);
  const { labels } = labelPage(document, rows, row);
  const scores = new Float32Array(document.blocks.length).fill(1);
  for (let i = 0; i < rows.count; i++) scores[rows.blocks[i]] = labels[i];
  return scores;
}
