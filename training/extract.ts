#!/usr/bin/env node
// Writes what the trees learn from: for each block of all pages its features, its label, its weight, its fold.
//   node build/training/extract.js --mode text|html --out DIR
// The learned tables that features ask come from the other folds, so that no feature has seen its own site.
// Writes to DIR: columns.bin (float32, row after row), names.json, rows.bin (float32: page, label, weight, words),
// pages.jsonl (a page a line: set, how, id, type, fold, weight, knowledge) and for each fold the tables learned without it,
// <name>-<fold>.table; the last of them are learned from all folds.
import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { featuresOf, type Tables } from '#dist/content/features/featuresOf.js';
import { keyBuffer, rowKeys, type WeightTable, wordTable } from '#dist/content/features/linear.js';
import { pathKeys } from '#dist/content/features/pathKeys.js';
import { type Rows, readRows } from '#dist/content/features/rows.js';
import { compileRules, type Document, loadPacks } from '#dist/index.js';
import { findHits } from '#dist/rules/match/findHits.js';
import { unpackSets } from '../bench/sets.js';
import { RENDERINGS, renderSet } from '../bench/sources.js';
import { oneOf, required } from '../scripts/options.js';
import type { Labels } from './align.js';
import { closed, writeColumns } from './columnFile.js';
import { knowledgeOf, labelsOf, readPage, type TrainingPage, trainingPages } from './pages.js';
import { FOLDS, MODES, SETS } from './sets.js';
import { learnTable, type Sample } from './tables.js';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' }, out: { type: 'string' } } });
const WORD_BITS = 17;
const NAME_BITS = 15;
const mode = oneOf('mode', opt.mode, MODES);
const folderOut = required('out', opt.out);
mkdirSync(folderOut, { recursive: true });
const folder = unpackSets(SETS);
if (mode === 'text') for (const set of SETS) for (const how of RENDERINGS) renderSet(folder, set, how);
const log = (text: string): void => console.error(`${(performance.now() / 1000).toFixed(0)} s  ${mode}: ${text}`);
const pages = trainingPages(folder, mode);

/** The share of content among the rows right above or below a row; its own label where nothing is known of them. */
function around({ labels, weights }: Labels, row: number, step: number): number {
  let sum = 0;
  let known = 0;
  for (let i = 1; i <= 4; i++) {
    const at = row + i * step;
    if (at < 0 || at >= labels.length) break;
    sum += labels[at] >= 0.5 ? weights[at] : 0;
    known += weights[at];
  }
  return known > 0 ? sum / known : labels[row];
}

interface RowSample extends Sample {
  readonly fold: number;
  /** What is below and above. */
  readonly below: number;
  readonly above: number;
}

// First: labels, and the keys of each row.
const keys = keyBuffer();
const samples: RowSample[] = [];
const nameSamples: (Sample & { readonly fold: number })[] = [];
const known = pages.map((page) => {
  const document = readPage(folder, page);
  const rows = readRows(document);
  const labels = labelsOf(folder, page, document, rows);
  // Other forms of a page say the same words again.
  if (page.how === mode) addSamples(page, document, rows, labels);
  return labels;
});

function addSamples({ fold }: TrainingPage, document: Document, rows: Rows, known: Labels): void {
  const { labels, weights } = known;
  const byPath = new Map<string, { label: number; weight: number }>();
  for (let i = 0; i < rows.count; i++) {
    if (weights[i] === 0) continue;
    const label = labels[i] >= 0.5 ? 1 : 0;
    samples.push({
      fold,
      label,
      weight: weights[i],
      keys: keys.slice(0, rowKeys(rows.hashes, rows.from[i], rows.to[i], keys)),
      below: around(known, i, 1),
      above: around(known, i, -1),
    });
    if (mode === 'text') continue;
    const { path: at = '' } = document.blocks[rows.blocks[i]];
    const group = byPath.get(at) ?? { label: 0, weight: 0 };
    byPath.set(at, group);
    group.label += label * weights[i];
    group.weight += weights[i];
  }
  // Rows of one path are one sample: the path says the same of all of them.
  for (const [at, { label, weight }] of byPath) {
    nameSamples.push({ fold, label: label / weight, weight: Math.sqrt(weight), keys: pathKeys(at) });
  }
}
log(`${pages.length} pages, ${samples.length} labelled rows, ${samples.filter((s) => s.label).length} of them content`);

const tables: Tables[] = [];
for (let fold = 0; fold <= FOLDS; fold++) {
  const seen = samples.filter((sample) => sample.fold !== fold);
  const seenNames = nameSamples.filter((sample) => sample.fold !== fold);
  const ask = (name: 'label' | 'below' | 'above'): WeightTable =>
    learnTable(
      seen.map((sample) => ({ keys: sample.keys, label: sample[name], weight: sample.weight })),
      WORD_BITS,
    );
  const learned = {
    words: ask('label'),
    below: ask('below'),
    above: ask('above'),
    names: mode === 'html' ? learnTable(seenNames, NAME_BITS) : { weights: new Int8Array(2), scale: 1 },
  };
  tables.push({ words: wordTable(learned.words, learned.below, learned.above), names: learned.names });
  for (const [name, { weights, scale }] of Object.entries<WeightTable>(learned)) {
    const bytes = Buffer.concat([Buffer.from(Float32Array.of(scale).buffer), Buffer.from(weights.buffer)]);
    writeFileSync(path.join(folderOut, `${name}-${fold}.table`), bytes);
  }
  log(fold < FOLDS ? `tables without fold ${fold}` : 'tables of all folds');
}
samples.length = 0;
nameSamples.length = 0;

// Second: features.
const rules = compileRules(loadPacks());
const out = (name: string): WriteStream => createWriteStream(path.join(folderOut, name));
const columnFile = out('columns.bin');
const rowFile = out('rows.bin');
const pageFile = out('pages.jsonl');
let chars = 0;
const spent = { hits: 0, features: 0 };
for (const [number, page] of pages.entries()) {
  const document = readPage(folder, page);
  const started = performance.now();
  const hits = findHits(document, rules);
  const asked = performance.now();
  const rows = readRows(document);
  const columns = featuresOf(document, rows, hits, tables[page.fold]);
  spent.hits += asked - started;
  spent.features += performance.now() - asked;
  chars += document.source.length;
  const { labels, weights } = known[number];
  const table = new Float32Array(rows.count * 4);
  for (let i = 0; i < rows.count; i++) table.set([number, labels[i], weights[i], rows.words[i]], i * 4);
  await writeColumns(columnFile, columns);
  rowFile.write(Buffer.from(table.buffer));
  const { set, how, row, fold, weight } = page;
  pageFile.write(`${JSON.stringify({ set, how, id: row.id, type: row.type, fold, weight, knowledge: knowledgeOf(page) })}\n`);
  if (number === 0) writeFileSync(path.join(folderOut, 'names.json'), JSON.stringify(columns.names));
}
for (const file of [columnFile, rowFile, pageFile]) await closed(file);
const speed = (time: number): string => `${(chars / 1e3 / time).toFixed(1)} million characters a second`;
log(`hits: ${speed(spent.hits)}; features: ${speed(spent.features)}`);
