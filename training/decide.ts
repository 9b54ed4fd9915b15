#!/usr/bin/env node
// Writes what the second stage learns from: the columns of the first stage's judgement.
//   node training/decide.mjs --mode text|html --data DIR
// Reads DIR/p1.bin, writes DIR/decisions.bin (float32, row after row) and DIR/decisions.json.
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { unpackSets } from '../bench/sets.mjs';
import { Columns } from '../dist/content/features/columns.js';
import { addDecisions } from '../dist/content/features/decisionColumns.js';
import { readRows } from '../dist/content/features/rows.js';
import { columnBytes } from './columnBytes.mjs';
import { readPage, trainingPages } from './pages.mjs';
import { SETS } from './sets.mjs';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' }, data: { type: 'string' } } });
const folder = unpackSets(SETS);
const bytes = readFileSync(path.join(opt.data, 'p1.bin'));
const p = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const file = createWriteStream(path.join(opt.data, 'decisions.bin'));
let at = 0;
for (const page of trainingPages(folder, opt.mode)) {
  const document = readPage(folder, page);
  const rows = readRows(document);
  const columns = new Columns(rows.count);
  addDecisions(columns, document, rows, p.slice(at, at + rows.count));
  if (!file.write(columnBytes(columns))) await new Promise((resolve) => file.once('drain', resolve));
  if (at === 0) writeFileSync(path.join(opt.data, 'decisions.json'), JSON.stringify(columns.names));
  at += rows.count;
}
if (at !== p.length) throw new Error(`${at} rows where there were ${p.length}: extract the features again`);
await new Promise((resolve) => file.end(resolve));
