#!/usr/bin/env node
// Writes what the trees learn from: for each block of all pages its features, its label, its weight, its fold.
//   node training/extract.mjs --mode text|html --out DIR
// The learned tables that features ask come from the other folds, so that no feature has seen its own site.
// Writes to DIR: columns.bin (float32, row after row), names.json, rows.bin (float32: page, label, weight, words),
// pages.jsonl (a page a line: set, how, id, type, fold, weight) and for each fold the tables learned without it,
// <name>-<fold>.table; the last of them are learned from all folds.
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { unpackSets } from '../bench/sets.mjs';
import { RENDERINGS, renderSet } from '../bench/sources.mjs';
import { featuresOf } from '../dist/content/features/featuresOf.js';
import { keyBuffer, rowKeys } from '../dist/content/features/linear.js';
import { pathKeys } from '../dist/content/features/pathKeys.js';
import { readRows } from '../dist/content/features/rows.js';
import { compileRules, loadPacks } from '../dist/index.js';
import { findHits } from '../dist/rules/match/findHits.js';
import { labelPage } from './align.mjs';
import { columnBytes } from './columnBytes.mjs';
import { readPage, trainingPages } from './pages.mjs';
import { FOLDS, SETS } from './sets.mjs';
import { learnTable } from './tables.mjs';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' }, out: { type: 'string' } } });
const WORD_BITS = 17;
const NAME_BITS = 15;
const { mode } = opt;
mkdirSync(opt.out, { recursive: true });
const folder = unpackSets(SETS);
if (mode === 'text') for (const set of SETS) for (const how of RENDERINGS) renderSet(folder, set, how);
const log = (text) => console.error(`${(performance.now() / 1000).toFixed(0)} s  ${mode}: ${text}`);
const pages = trainingPages(folder, mode);

/** The share of content among the rows right above or below a row; its own label where nothing is known of them. */
function around(labels, weights, row, step) {
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

// First: labels, and the keys of each row.
const keys = keyBuffer();
const samples = [];
const nameSamples = [];
for (const page of pages) {
  const document = readPage(folder, page);
  const rows = readRows(document);
  page.labelled = labelPage(document, rows, page.row);
  const { labels, weights } = page.labelled;
  // Other forms of a page say the same words again.
  if (page.how !== mode) continue;
  const byPath = new Map();
  for (let i = 0; i < rows.count; i++) {
    if (weights[i] === 0) continue;
    const { from, to } = rows.tallies[i];
    const sample = {
      fold: page.fold,
      label: labels[i] >= 0.5 ? 1 : 0,
      weight: weights[i],
      keys: keys.slice(0, rowKeys(rows.hashes, from, to, keys)),
    };
    sample.below = around(labels, weights, i, 1);
    sample.above = around(labels, weights, i, -1);
    samples.push(sample);
    if (mode === 'html') {
      const { path: at = '' } = document.blocks[rows.blocks[i]];
      if (!byPath.has(at)) byPath.set(at, { label: 0, weight: 0 });
      const group = byPath.get(at);
      group.label += sample.label * weights[i];
      group.weight += weights[i];
    }
  }
  // Rows of one path are one sample: the path says the same of all of them.
  for (const [at, { label, weight }] of byPath) {
    nameSamples.push({ fold: page.fold, label: label / weight, weight: Math.sqrt(weight), keys: pathKeys(at) });
  }
}
log(`${pages.length} pages, ${samples.length} labelled rows, ${samples.filter((s) => s.label).length} of them content`);

const tables = [];
for (let fold = 0; fold <= FOLDS; fold++) {
  const seen = samples.filter((sample) => sample.fold !== fold);
  const seenNames = nameSamples.filter((sample) => sample.fold !== fold);
  const ask = (name) =>
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
  tables.push(learned);
  for (const [name, { weights, scale }] of Object.entries(learned)) {
    const bytes = Buffer.concat([Buffer.from(Float32Array.of(scale).buffer), Buffer.from(weights.buffer)]);
    writeFileSync(path.join(opt.out, `${name}-${fold}.table`), bytes);
  }
  log(fold < FOLDS ? `tables without fold ${fold}` : 'tables of all folds');
}
samples.length = 0;
nameSamples.length = 0;

// Second: features.
const rules = compileRules(loadPacks());
const out = (name) => createWriteStream(path.join(opt.out, name));
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
  const { labels, weights } = page.labelled;
  const table = new Float32Array(rows.count * 4);
  for (let i = 0; i < rows.count; i++) table.set([number, labels[i], weights[i], rows.tallies[i].words], i * 4);
  if (!columnFile.write(columnBytes(columns))) await new Promise((resolve) => columnFile.once('drain', resolve));
  rowFile.write(Buffer.from(table.buffer));
  const { set, how, row, fold, weight } = page;
  pageFile.write(`${JSON.stringify({ set, how, id: row.id, type: row.type, fold, weight })}\n`);
  if (number === 0) writeFileSync(path.join(opt.out, 'names.json'), JSON.stringify(columns.names));
}
for (const file of [columnFile, rowFile, pageFile]) await new Promise((resolve) => file.end(resolve));
const speed = (time) => `${(chars / 1e3 / time).toFixed(1)} million characters a second`;
log(`hits: ${speed(spent.hits)}; features: ${speed(spent.features)}`);
