#!/usr/bin/env node
// Writes cleaned texts from predictions and scores them.
//   node training/evaluate.mjs --data DIR --p FILE --threshold T --out DIR [--packs win|features] [score.mjs options after --]
// FILE holds a float32 a row; --p gold takes the labels instead: the best that blocks of this cut can reach.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SHARED, unpackSets } from '../bench/sets.mjs';
import { goldRows } from './sets.mjs';

const dashes = process.argv.indexOf('--', 2);
const { values: opt } = parseArgs({
  args: dashes < 0 ? process.argv.slice(2) : process.argv.slice(2, dashes),
  options: {
    data: { type: 'string' },
    p: { type: 'string' },
    threshold: { type: 'string', default: '0.5' },
    out: { type: 'string' },
    packs: { type: 'string', default: 'win' },
    sets: { type: 'string' },
  },
});
const floats = (file) => {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
};
const rows = floats(path.join(opt.data, 'rows.bin'));
const p = opt.p === 'gold' ? Float32Array.from({ length: rows.length / 4 }, (_, i) => rows[i * 4 + 1]) : floats(opt.p);
/** The pages of each set that were written. */
const sets = new Map();
rmSync(opt.out, { recursive: true, force: true });
let at = 0;
for (const line of readFileSync(path.join(opt.data, 'pages.jsonl'), 'utf8').split('\n').filter(Boolean)) {
  const { set, id, rows: count, kept, texts } = JSON.parse(line);
  const from = at;
  at += count;
  if (set === 'samples') continue;
  if (opt.sets !== undefined && !opt.sets.split(',').includes(set)) continue;
  if (!sets.has(set)) sets.set(set, new Set());
  sets.get(set).add(id);
  const body = kept.flatMap((text, i) => {
    const whole = text ?? (opt.packs === 'win' ? '' : texts[i]);
    return whole !== '' && p[from + i] >= +opt.threshold ? [whole] : [];
  });
  const file = path.join(opt.out, set, `${id}.txt`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, body.join('\n\n'));
}
const folder = unpackSets([...sets.keys()]);
for (const [set, ids] of sets) {
  const part = path.join(opt.out, 'gold', set);
  mkdirSync(part, { recursive: true });
  const gold = goldRows(folder, set).filter((row) => ids.has(row.id));
  writeFileSync(path.join(part, 'gold.jsonl'), gold.map((row) => JSON.stringify(row)).join('\n'));
  symlinkSync(path.join(folder, set, 'text'), path.join(part, 'text'));
  const by = set === 'wcxb-dev' ? ['--by', 'type'] : [];
  const result = execFileSync(
    process.execPath,
    [
      path.join(SHARED, 'bench/score.mjs'),
      '--set',
      part,
      '--pred',
      path.join(opt.out, set),
      ...by,
      ...(dashes < 0 ? [] : process.argv.slice(dashes + 1)),
    ],
    { encoding: 'utf8' },
  );
  console.log(`${set}\n${result.split('\n').slice(1).join('\n')}`);
}
