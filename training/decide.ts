#!/usr/bin/env node
// Writes what the second stage learns from: the columns of the first stage's judgement.
//   node build/training/decide.js --mode text|html --data DIR
// Reads DIR/p1.bin and the nets DIR/ends-<n>.net, writes DIR/decisions.bin (float32, row after row) and DIR/decisions.json.
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addEnds, type EndsNets } from '#dist/content/ends/endColumns.js';
import { addDecisions } from '#dist/content/features/decisionColumns.js';
import { readNets } from '#dist/content/forest/weights.js';
import { oneOf, required } from '../scripts/options.js';
import { closed, writeColumns } from './columnFile.js';
import { judgedPages } from './judged.js';
import { FOLDS, MODES } from './sets.js';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' }, data: { type: 'string' } } });
const mode = oneOf('mode', opt.mode, MODES);
const data = required('data', opt.data);
const shape = JSON.parse(readFileSync(path.join(data, 'ends.json'), 'utf8'));
/** Nets that have not seen a fold; the last have seen all. */
const nets: EndsNets[] = Array.from({ length: FOLDS + 1 }, (_, fold) => readNets(shape, readFileSync(path.join(data, `ends-${fold}.net`))));
const file = createWriteStream(path.join(data, 'decisions.bin'));
for (const { page, document, rows, columns, p, from } of judgedPages(data, mode)) {
  const known = columns.names.length;
  addDecisions(columns, document, rows, p);
  addEnds(columns, rows, p, nets[page.fold]);
  if (from === 0) writeFileSync(path.join(data, 'decisions.json'), JSON.stringify(columns.names.slice(known)));
  await writeColumns(file, { rows: columns.rows, values: columns.values.slice(known) });
}
await closed(file);
