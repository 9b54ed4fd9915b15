#!/usr/bin/env node
// Cleans the HTML of the four dev sets as a user would: as a folder, as one JSONL.gz and as one WARC.gz. Holds the bodies
// against each other, times one thread and two, and prints the memory of the process on the way.
//   npm run bench:batch -- [--pages 2826] [--rounds 1] [--one-core]
// With --one-core the run with one thread is held to one core (taskset), V8's own threads for garbage and compiling included.
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip, gzipSync } from 'node:zlib';
import { readHtml } from '#dist/index.js';
import { COMMAND } from '../scripts/paths.js';
import { memoryOf } from './processMemory.js';
import { readRows, unpackSets } from './sets.js';
import { sourceFile } from './sources.js';

const { values: opt } = parseArgs({
  options: {
    pages: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '1' },
    'one-core': { type: 'boolean', default: false },
  },
});
const SETS = ['fundus-dev', 'trafilatura-dev', 'wcxb-dev', 'daniel-dev'];
const sets = unpackSets(SETS);
// Mixed, so that the memory at the end is that of the same kinds of pages as at the beginning.
const pages = SETS.flatMap((set) =>
  readRows(path.join(sets, set)).map((row) => ({
    file: sourceFile(sets, set, 'html', row),
    url: row.url ?? `https://${row.id}`,
    order: createHash('md5').update(`${set}/${row.id}`).digest('hex'),
  })),
)
  .filter(({ file }) => existsSync(file))
  .sort((a, b) => (a.order < b.order ? -1 : 1))
  .slice(0, +opt.pages)
  .map((page, i) => ({ ...page, name: String(i).padStart(5, '0') }));
const box = path.join(homedir(), '.cache', 'klartext-bench', String(pages.length));
const FORMS = ['pages', 'pages.jsonl.gz', 'pages.warc.gz'];
await makeForms();
await run();

/** The same pages in three forms. */
async function makeForms(): Promise<void> {
  if (existsSync(path.join(box, 'made'))) return;
  mkdirSync(path.join(box, 'pages'), { recursive: true });
  for (const { name, file } of pages) symlinkSync(file, path.join(box, 'pages', `${name}.html`));
  async function* lines(): AsyncGenerator<string> {
    for (const { name, file } of pages) yield `${JSON.stringify({ id: name, html: readHtml(readFileSync(file)).source })}\n`;
  }
  await pipeline(lines(), createGzip({ level: 4 }), createWriteStream(path.join(box, FORMS[1])));
  async function* records(): AsyncGenerator<Buffer> {
    for (const { url, file } of pages) yield gzipSync(warcRecord(url, readFileSync(file)), { level: 4 });
  }
  await pipeline(records(), createWriteStream(path.join(box, FORMS[2])));
  writeFileSync(path.join(box, 'made'), '');
}

function warcRecord(url: string, html: Buffer): Buffer {
  const http = Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'), html]);
  const head = [
    'WARC/1.1',
    'WARC-Type: response',
    `WARC-Record-ID: <urn:uuid:${randomUUID()}>`,
    'WARC-Date: 2025-01-01T00:00:00Z',
    `WARC-Target-URI: ${encodeURI(url)}`,
    'Content-Type: application/http; msgtype=response',
    `Content-Length: ${http.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), http, Buffer.from('\r\n\r\n')]);
}

interface Run {
  readonly bodies: readonly string[];
  readonly seconds: number;
  /** At some documents, now and at most, in MB. */
  readonly memory: ReadonlyMap<number, readonly [number, number]>;
}

/** Cleans one form with a number of threads. */
async function clean(form: string, jobs: number): Promise<Run> {
  const started = performance.now();
  const held = opt['one-core'] && jobs === 1 ? ['taskset', '-c', '0'] : [];
  const command = [...held, process.execPath, COMMAND, 'clean', form];
  const options = ['--to', 'jsonl', '--no-verdicts', '--jobs', String(jobs), '--quiet', '--config', 'none'];
  const child = spawn(command[0], [...command.slice(1), ...options], { cwd: box, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => {
    said += piece;
  });
  const ended = new Promise<number>((resolve) => child.on('close', resolve));
  const bodies: string[] = [];
  const memory = new Map<number, readonly [number, number]>();
  const marks = new Set([100, Math.round(pages.length / 10), Math.round(pages.length / 2), pages.length - 1]);
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { body, error } = JSON.parse(line) as { body?: string; error?: string };
    bodies.push(body ?? `error: ${error}`);
    if (marks.has(bodies.length)) memory.set(bodies.length, memoryOf(child.pid));
  }
  const seconds = (performance.now() - started) / 1000;
  const status = await ended;
  const errors = said.split('\n').filter((line) => line !== '' && !line.startsWith('note '));
  if (status > 1 || errors.length > 0) console.log(`${form}: status ${status}\n  ${errors.slice(0, 5).join('\n  ')}`);
  return { bodies, seconds, memory };
}

async function run(): Promise<void> {
  const bytes = pages.reduce((sum, { file }) => sum + readFileSync(file).length, 0);
  console.log(`${pages.length} pages, ${(bytes / 1e6).toFixed(0)} MB\n`);
  let reference: readonly string[] | undefined;
  console.log('form            threads  seconds  pages/s   MB/s  other bodies  RSS in MB at the n-th document (peak so far)');
  const times = new Map<string, readonly (readonly [jobs: number, seconds: number])[]>();
  for (let round = 0; round < +opt.rounds; round++) {
    for (const form of FORMS) {
      for (const jobs of [1, 2]) {
        const { bodies, seconds, memory } = await clean(form, jobs);
        reference ??= bodies;
        const other = differences(bodies, reference);
        const shown = [...memory].map(([n, [now, peak]]) => `${n}: ${now} (${peak})`).join('  ');
        console.log(
          `${form.padEnd(16)}${String(jobs).padStart(7)}${seconds.toFixed(1).padStart(9)}${(bodies.length / seconds).toFixed(0).padStart(9)}${(bytes / 1e6 / seconds).toFixed(1).padStart(7)}${String(other).padStart(14)}  ${shown}`,
        );
        times.set(form, [...(times.get(form) ?? []), [jobs, seconds]]);
      }
    }
  }
  const best = (form: string, jobs: number): number =>
    Math.min(...(times.get(form) ?? []).flatMap(([threads, seconds]) => (threads === jobs ? [seconds] : [])));
  console.log();
  for (const form of FORMS) console.log(`${form}: two threads do ${(best(form, 1) / best(form, 2)).toFixed(2)} × the pages of one`);
}

/** How many bodies are not the same. */
function differences(bodies: readonly string[], reference: readonly string[]): number | string {
  return bodies.length === reference.length ? bodies.filter((body, i) => body !== reference[i]).length : 'not as many';
}
