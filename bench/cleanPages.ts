// Cleans pages of a set in a thread, as `klartext clean` does but by chosen weights. `cleanRows` shares a set's pages
// among the threads of a pool.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { readRows } from '#dist/content/features/rows.js';
import { readWeights, type Weights } from '#dist/content/forest/weights.js';
import { scoreHits } from '#dist/content/score.js';
import { type CompiledRules, compileRules, type Document, type Favor, loadPacks, parseRules } from '#dist/index.js';
import { cleanScored } from '#dist/judge/engine.js';
import { indexesOf } from '#dist/rules/match/compile.js';
import { findHits } from '#dist/rules/match/findHits.js';
import { type Gold, labelPage } from '../training/align.js';
import { unseenWeights } from '../training/unseen.js';
import type { Row } from './sets.js';
import { readSource, type Source } from './sources.js';

/** So many pages go to a thread at once. */
const BATCH = 8;

/** A pool of threads for `cleanRows`; `destroy` ends it. */
export function cleaningPool(threads: number): Piscina<Batch, void> {
  return new Piscina({ filename: fileURLToPath(import.meta.url), minThreads: threads, maxThreads: threads });
}

/** What is to be cleaned, and how. */
export interface Job {
  /** The folder of the sets, the set, and the form that its pages come in (`readSource`). */
  readonly folder: string;
  readonly set: string;
  readonly how: string;
  readonly by?: Judge | undefined;
  /** A file of learned rules that apply as well. */
  readonly rules?: string | undefined;
  readonly favor?: Favor | undefined;
  /** The folder of the bodies, as `<id>.txt`. */
  readonly to: string;
}

/**
 * Whose judgement is asked; that of the weights that ship where there is none of these: `unseen` is the folder of a
 * training whose weights have not seen the page's site, `file` a weights file; `gold` takes labels in place of the
 * model, the best that blocks of this cut can reach.
 */
export type Judge = { readonly unseen: string } | { readonly file: string } | { readonly gold: true };

type CleanedRow = Source & Partial<Row>;
type Batch = Job & { readonly rows: readonly CleanedRow[] };

/** Cleans the pages of some rows of a set and writes their bodies. */
export async function cleanRows(pool: Piscina<Batch, void>, rows: readonly CleanedRow[], job: Job): Promise<void> {
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) => rows.slice(i * BATCH, (i + 1) * BATCH));
  await Promise.all(batches.map((batch) => pool.run({ ...job, rows: batch })));
}

/** What is made once a thread, by its name. */
function remember<T>(): (name: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (name, make) => {
    const made = known.get(name) ?? make();
    known.set(name, made);
    return made;
  };
}
const rulesOnce = remember<CompiledRules>();
const weightsOnce = remember<Weights>();
const unseenOnce = remember<(row: Partial<Row>) => Weights>();

export default async function cleanBatch({ rows, folder, set, how, by, rules: file, favor, to }: Batch): Promise<void> {
  const learned = () => (file === undefined ? [] : [parseRules(readFileSync(file, 'utf8'), file)]);
  const rules = rulesOnce(`${file}`, () => compileRules([...learned(), ...loadPacks()]));
  for (const row of rows) {
    const document = readSource(folder, set, how, row);
    const hits = findHits(document, rules);
    const shipped = hits.filter(({ rule }) => indexesOf(rules).isShipped(rule));
    const scored =
      by !== undefined && 'gold' in by
        ? { scores: goldScores(document, row), outside: new Float32Array(document.blocks.length) }
        : scoreHits(document, shipped, weightsBy(by, document, folder, row));
    const { article } = await cleanScored(document, rules, hits, scored, { engine: 'auto', favor });
    const target = path.join(to, `${row.id}.txt`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, article.body);
  }
}

function weightsBy(
  by: Exclude<Judge, { gold: true }> | undefined,
  { format }: Document,
  folder: string,
  row: CleanedRow,
): Weights | undefined {
  if (by === undefined) return undefined;
  if ('file' in by) return weightsOnce(by.file, () => readWeights(readFileSync(by.file)));
  return unseenOnce(`${by.unseen} ${format}`, () => unseenWeights(by.unseen, format, folder))(row);
}

/** The labels of blocks in place of probabilities. */
function goldScores(document: Document, row: Gold): Float32Array {
  const rows = readRows(document);
  const { labels } = labelPage(document, rows, row);
  const scores = new Float32Array(document.blocks.length).fill(1);
  for (let i = 0; i < rows.count; i++) scores[rows.blocks[i]] = labels[i];
  return scores;
}
