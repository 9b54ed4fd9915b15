#!/usr/bin/env node
// Writes what the nets learn from that say where an article begins and ends: for each page, what is to be seen from the
// places where it may, and which of them it is.
//   node build/training/ends.js --mode text|html --data DIR
// Reads what extract.ts wrote and DIR/p1.bin. Writes DIR/ends-down.bin and DIR/ends-up.bin (float32: page, 1 for the
// place where it does, features) and DIR/ends.json. Pages of which the labels are not known as a whole are left out.
import { createWriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { boundariesOf, DIRECTIONS, type Direction } from '#dist/content/ends/boundaries.js';
import { oneOf, required } from '../scripts/options.js';
import { closed, readFloats, writeFloats } from './columnFile.js';
import { judgedPages } from './judged.js';
import { MODES } from './sets.js';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' }, data: { type: 'string' } } });
const mode = oneOf('mode', opt.mode, MODES);
const data = required('data', opt.data);
/** A row: page, label, weight, words. */
const ROW = 4;
const table = readFloats(path.join(data, 'rows.bin'));
const files = DIRECTIONS.map((direction) => createWriteStream(path.join(data, `ends-${direction}.bin`)));
let inputs = 0;
let number = 0;
for (const { page, rows, columns, p, from } of judgedPages(data, mode)) {
  const labels = table.subarray(from * ROW, (from + rows.count) * ROW);
  if (typeof page.row.gold === 'string' && rows.count > 0) {
    for (const [i, direction] of DIRECTIONS.entries()) {
      const { places, features, width } = boundariesOf(columns, rows, p, direction);
      const end = endOf(labels, direction);
      if (end === undefined || !places.includes(end)) continue;
      inputs = width;
      const written = new Float32Array(places.length * (width + 2));
      places.forEach((place, at) => {
        written.set([number, Number(place === end)], at * (width + 2));
        written.set(features.subarray(at * width, (at + 1) * width), at * (width + 2) + 2);
      });
      await writeFloats(files[i], new Uint8Array(written.buffer));
    }
  }
  number++;
}
for (const file of files) await closed(file);
writeFileSync(path.join(data, 'ends.json'), JSON.stringify({ inputs }));

/** How many rows have been read when the last of the article has; undefined if that is not known. */
function endOf(labels: Float32Array, direction: Direction): number | undefined {
  const count = labels.length / ROW;
  let end: number | undefined;
  for (let read = 1; read <= count; read++) {
    const row = direction === 'down' ? read - 1 : count - read;
    if (labels[row * ROW + 2] === 0) return undefined;
    if (labels[row * ROW + 1] >= 0.5) end = read;
  }
  return end;
}
