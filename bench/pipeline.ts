#!/usr/bin/env node
// Sends generated text records through `klartext clean - --from jsonl --to jsonl`, and holds count, order and memory.
//   npm run bench:pipeline -- [--records 1000000] [--jobs 2]
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { COMMAND } from '../scripts/paths.js';
import { memoryOf } from './processMemory.js';

const { values: opt } = parseArgs({ options: { records: { type: 'string', default: '1000000' }, jobs: { type: 'string', default: '2' } } });
const records = +opt.records;

const PLACES = ['Hohenwiek', 'Kaltenmoor', 'Sandholm', 'Eschwinkel', 'Brunnstedt'];
const THINGS = ['den neuen Steg', 'die alte Mühle', 'das Hallenbad', 'die Buslinie', 'den Markt'];

/** A record whose text depends on its number alone. */
function record(n: number): { id: number; text: string; n: number } {
  const sentence = (k: number): string =>
    `In ${PLACES[(n + k) % 5]} hat der Gemeinderat am ${(n % 28) + 1}. zum ${k + 1}. Mal über ${THINGS[(n * 7 + k) % 5]} beraten, und nach Stunden blieb es bei Antrag ${n}-${k}.`;
  const paragraphs = Array.from({ length: 3 + (n % 4) }, (_, k) => sentence(k));
  return {
    id: n,
    text: ['Startseite', ...paragraphs, 'Textgröße ändern:', sentence(9), 'Mehr zum Thema', 'Newsletter abonnieren'].join('\n\n'),
    n: n * 3,
  };
}

function* lines(): Generator<string> {
  for (let n = 0; n < records; n += 100) {
    let piece = '';
    for (let i = n; i < Math.min(n + 100, records); i++) piece += `${JSON.stringify(record(i))}\n`;
    yield piece;
  }
}

const child = spawn(
  process.execPath,
  [COMMAND, 'clean', '-', '--from', 'jsonl', '--to', 'jsonl', '--no-verdicts', '--jobs', opt.jobs, '--quiet', '--config', 'none'],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
const ended = new Promise((resolve) => child.on('close', resolve));
const started = performance.now();
const fed = pipeline(Readable.from(lines(), { objectMode: false }), child.stdin);
let seen = 0;
let wrong = 0;
const step = Math.max(1, Math.floor(records / 10));
for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
  const { id, n, body } = JSON.parse(line) as { id: number; n: number; body: string };
  if (id !== seen || n !== seen * 3 || !body.includes(`bei Antrag ${seen}-0.`)) wrong++;
  seen++;
  if (seen % step !== 0 || seen === records) continue;
  const [now, peak] = memoryOf(child.pid);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${String(seen).padStart(9)} records  ${(seen / seconds).toFixed(0).padStart(6)}/s  ${String(now).padStart(5)} MB (peak ${peak} MB)`,
  );
}
await fed;
const status = await ended;
console.log(`${seen} of ${records} records came back, ${wrong} out of order or without their text, status ${status}`);
process.exitCode = seen === records && wrong === 0 && status === 0 ? 0 : 1;
