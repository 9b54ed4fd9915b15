#!/usr/bin/env node
// Writes what the second stage learns from: the columns of the first stage's judgement.
//   node build/training/decide.js --mode text|html --data DIR
// Reads DIR/p1.bin, writes DIR/decisions.bin (float32, row after row) and DIR/decisions.json.
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Columns } from '#dist/content/features/columns.js';
import { addDecisions } from '#dist/content/features/decisionColumns.js';
import { readRows } from '#dist/content/features/rows.js';
import { unpackSets } from '../bench/sets.js';
import { oneOf, required } from '../scripts/options.js';
import { closed, writeColumns } from './columnFile.js';
import { readPage, trainingPages } from './pages.js';
import { MODES, SETS } from './sets.js';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' }, data: { type: 'string' } } });
const mode = oneOf('mode', opt.mode, MODES);
const data = required('data', opt.data);
const folder = unpackSets(SETS);
const bytes = readFileSync(path.join(data, 'p1.bin'));
const p = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const file = createWriteStream(path.join(data, 'decisions.bin'));
let at = 0;
for (const page of trainingPages(folder, mode)) {
  const document = readPage(folder, page);
  const rows = readRows(document);
  const columns = new Columns(rows.count);
  addDecisions(columns, document, rows, p.slice(at, at + rows.count));
  await writeColumns(file, columns);
  if (at === 0) writeFileSync(path.join(data, 'decisions.json'), JSON.stringify(columns.names));
  at += rows.count;
}
if (at !== p.length) throw new Error(`${at} rows where there were ${p.length}: extract the features again`);
await closed(file);
