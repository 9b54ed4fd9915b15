#!/usr/bin/env node
// Writes what the trees learn from: for each block of all pages its features, its label, its weight, its fold.
//   node training/extract.mjs --mode text|html --out DIR [--sets LIST] [--every N] [--known]
// --every N takes each Nth of those pages that are no articles; --known takes the tables and what the packs hit
// from the last run.
// The learned tables that features ask come from the other folds, so that no feature has seen its own site.
// Writes to DIR: columns.bin (float32, row after row), names.json, rows.bin (float32: page, label, weight, words, part),
// pages.jsonl (a page a line: set, id, fold, and what the packs leave of each block, null for what they remove) and the
// tables learned from all folds, words.bin and names.bin.
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { unpackSets } from '../bench/sets.mjs';
import { featuresOf } from '../dist/content/features.js';
import { keyBuffer, rowKeys } from '../dist/content/linear.js';
import { pathKeys } from '../dist/content/pathKeys.js';
import { readRows } from '../dist/content/rows.js';
import { compileRules, judge, loadPacks } from '../dist/index.js';
import { keptText } from '../dist/judge/paragraphs.js';
import { findHits } from '../dist/rules/match.js';
import { labelByGold, labelBySnippets } from './align.mjs';
import { FOLDS, folds, goldRows, probes, readDocument, SETS } from './sets.mjs';
import { learnTable } from './tables.mjs';

const { values: opt } = parseArgs({
  options: {
    mode: { type: 'string' },
    out: { type: 'string' },
    sets: { type: 'string' },
    every: { type: 'string', default: '1' },
    known: { type: 'boolean', default: false },
  },
});
const WORD_BITS = 17;
const NAME_BITS = 15;
const { mode } = opt;
mkdirSync(opt.out, { recursive: true });
const sets = opt.sets?.split(',') ?? SETS[mode];
const folder = unpackSets([...new Set([...sets, 'fundus-dev'])]);
const foldOf = folds(folder);
const rules = compileRules(loadPacks());
const log = (text) => console.error(`${(performance.now() / 1000).toFixed(0)} s  ${text}`);

const pages = sets.flatMap((set) =>
  goldRows(folder, set)
    .filter((row, i) => i % (row.type === undefined || row.type === 'article' ? 1 : +opt.every) === 0)
    .map((row) => ({ set, row, fold: foldOf(row) })),
);
pages.push(...probes(mode));
const readPage = ({ set, row }) => readDocument(folder, mode, set, row.id);

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
  const document = readPage(page);
  const rows = readRows(document);
  const texts = Array.from(rows.blocks, (block) => document.blocks[block].text);
  const { row } = page;
  page.labelled = typeof row.gold === 'string' ? labelByGold(texts, row.gold) : labelBySnippets(texts, row.with, row.without);
  const { labels, weights } = page.labelled;
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

const tableFile = path.join(opt.out, 'tables.v8');
const tables = opt.known && existsSync(tableFile) ? deserialize(readFileSync(tableFile)) : [];
for (let fold = tables.length; fold <= FOLDS; fold++) {
  const seen = samples.filter((sample) => sample.fold !== fold);
  const words = learnTable(seen, WORD_BITS);
  const seenNames = nameSamples.filter((sample) => sample.fold !== fold);
  const below = learnTable(
    seen.map(({ keys: k, below: label, weight }) => ({ keys: k, label, weight })),
    WORD_BITS,
  );
  const above = learnTable(
    seen.map(({ keys: k, above: label, weight }) => ({ keys: k, label, weight })),
    WORD_BITS,
  );
  const names = mode === 'html' ? learnTable(seenNames, NAME_BITS) : { weights: new Int8Array(2), scale: 1 };
  tables.push({ words, below, above, names });
  log(fold < FOLDS ? `tables without fold ${fold}` : 'tables of all folds');
}
writeFileSync(tableFile, serialize(tables));
for (const [name, { weights, scale }] of Object.entries(tables[FOLDS])) {
  writeFileSync(
    path.join(opt.out, `${name}.table`),
    Buffer.concat([Buffer.from(Float32Array.of(scale).buffer), Buffer.from(weights.buffer)]),
  );
}
samples.length = 0;
nameSamples.length = 0;

/** What the packs say of a page: it does not change with the features, so that it is asked once and kept in hits.jsonl. */
function ask(document) {
  const verdicts = judge(document, rules);
  const hits = findHits(document, rules).map(({ rule, block, span, marker }) => ({
    rule: {
      effect: rule.effect,
      where: rule.where,
      confidence: rule.confidence,
      category: rule.category,
      match: { selector: rule.match.selector },
    },
    block,
    span,
    marker,
  }));
  const kept = verdicts
    .filter(({ block }) => document.blocks[block].text !== '')
    .map((verdict) => (verdict.action === 'remove' ? null : keptText(document, verdict)));
  return { hits, kept };
}

// Second: features.
const hitPath = path.join(opt.out, 'hits.jsonl');
const known = opt.known
  ? readFileSync(hitPath, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : undefined;
const hitFile = known === undefined ? createWriteStream(hitPath) : undefined;
const out = (name) => createWriteStream(path.join(opt.out, name));
const columnFile = out('columns.bin');
const rowFile = out('rows.bin');
const pageFile = out('pages.jsonl');
let spent = 0;
let chars = 0;
for (const [number, page] of pages.entries()) {
  const document = readPage(page);
  const { hits, kept } = known?.[number] ?? ask(document);
  const started = performance.now();
  const rows = readRows(document);
  const columns = featuresOf(document, rows, hits, tables[page.fold]);
  spent += performance.now() - started;
  chars += document.source.length;
  const width = columns.names.length;
  const values = new Float32Array(rows.count * width);
  columns.values.forEach((column, c) => {
    for (let i = 0; i < rows.count; i++) values[i * width + c] = column[i];
  });
  const { labels, weights } = page.labelled;
  const table = new Float32Array(rows.count * 4);
  for (let i = 0; i < rows.count; i++) table.set([number, labels[i], weights[i], rows.tallies[i].words], i * 4);
  if (known === undefined) hitFile.write(`${JSON.stringify({ id: page.row.id, hits, kept })}\n`);
  // Without the packs a removed block would come back whole.
  const texts = Array.from(rows.blocks, (block, i) => (kept[i] === null ? document.blocks[block].text : null));
  if (!columnFile.write(Buffer.from(values.buffer))) await new Promise((resolve) => columnFile.once('drain', resolve));
  rowFile.write(Buffer.from(table.buffer));
  pageFile.write(
    `${JSON.stringify({ set: page.set, id: page.row.id, type: page.row.type, fold: page.fold, rows: rows.count, coverage: page.labelled.coverage, kept, texts })}\n`,
  );
  if (number === 0) writeFileSync(path.join(opt.out, 'names.json'), JSON.stringify(columns.names));
}
for (const file of [columnFile, rowFile, pageFile, hitFile]) if (file !== undefined) await new Promise((resolve) => file.end(resolve));
log(`features: ${(chars / 1e3 / spent).toFixed(1)} million characters a second`);
