#!/usr/bin/env node
// Writes what the second stage learns from: the columns of the first stage's judgement.
//   node training/decide.mjs --mode text|html --data DIR
// Reads DIR/pages.jsonl and DIR/p1.bin, writes DIR/decisions.bin (float32, row after row) and DIR/decisions.json.
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { unpackSets } from '../bench/sets.mjs';
import { Columns } from '../dist/content/columns.js';
import { addDecisions } from '../dist/content/decisionColumns.js';
import { readRows } from '../dist/content/rows.js';
import { readDocument, SETS } from './sets.mjs';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' }, data: { type: 'string' } } });
const folder = unpackSets(SETS[opt.mode]);
const bytes = readFileSync(path.join(opt.data, 'p1.bin'));
const p = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const file = createWriteStream(path.join(opt.data, 'decisions.bin'));
let at = 0;
for (const line of readFileSync(path.join(opt.data, 'pages.jsonl'), 'utf8').split('\n').filter(Boolean)) {
  const { set, id } = JSON.parse(line);
  const document = readDocument(folder, opt.mode, set, id);
  const rows = readRows(document);
  const columns = new Columns(rows.count);
  addDecisions(columns, document, rows, p.slice(at, at + rows.count));
  const width = columns.names.length;
  const values = new Float32Array(rows.count * width);
  columns.values.forEach((column, c) => {
    for (let i = 0; i < rows.count; i++) values[i * width + c] = column[i];
  });
  if (!file.write(Buffer.from(values.buffer))) await new Promise((resolve) => file.once('drain', resolve));
  if (at === 0) writeFileSync(path.join(opt.data, 'decisions.json'), JSON.stringify(columns.names));
  at += rows.count;
}
await new Promise((resolve) => file.end(resolve));
