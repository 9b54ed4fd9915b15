#!/usr/bin/env node
// How long a journal of many documents takes to write, to read and to look up, and in how much memory: of a folder's files,
// which are known each by itself, and of a file of records, which is followed.
//   npm run bench:journal -- [--documents 10000000]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { JournalEntry } from '#dist/batch/resume/journalLine.js';

const { values: opt, positionals } = parseArgs({ options: { documents: { type: 'string', default: '10000000' } }, allowPositionals: true });
const count = +opt.documents;
const STEPS = { write, read, follow };
const [step, file] = positionals;
if (step === undefined) all();
else await STEPS[step as keyof typeof STEPS]();

/** Each step in a process of its own: what one holds is not the next one's. */
function all(): void {
  const box = mkdtempSync(path.join(tmpdir(), 'klartext-journal-'));
  try {
    for (const one of Object.keys(STEPS)) {
      const args = [fileURLToPath(import.meta.url), one, path.join(box, 'journal'), '--documents', opt.documents];
      execFileSync(process.execPath, args, { stdio: 'inherit' });
    }
  } finally {
    rmSync(box, { recursive: true, force: true });
  }
}

function entry(n: number): JournalEntry & { readonly out: string } {
  const name = `${n % 997}.example/${2000 + (n % 25)}/artikel-${n}`;
  return {
    name: `gesammelt/${name}.html`,
    print: `${n}`.padStart(14, 'x'),
    site: `${n % 997}.example`,
    out: `${name}.txt`,
    size: 3000 + (n % 1000),
  };
}

async function write(): Promise<void> {
  const { Journal } = await import('#dist/batch/resume/journal.js');
  const began = performance.now();
  const journal = Journal.begin(file, 'print');
  // As a run into a folder does it: a document at a time.
  for (let n = 0; n < count; n++) journal.add([entry(n)]);
  journal.add([{ ends: { out: 1 } }]);
  journal.close();
  say('written', began, `, ${(statSync(file).size / 1e9).toFixed(2)} GB`);
}

async function read(): Promise<void> {
  const { History } = await import('#dist/batch/resume/history.js');
  let began = performance.now();
  const history = History.read(file, '');
  say('read', began);
  began = performance.now();
  let found = 0;
  for (let n = 0; n < count; n++) if (history.entryAt(entry(n).out)?.size === 3000 + (n % 1000)) found++;
  say('looked up', began, `, ${found} found`);
}

async function follow(): Promise<void> {
  const { History } = await import('#dist/batch/resume/history.js');
  const history = History.read(file, '');
  const began = performance.now();
  let found = 0;
  for (const { line } of history.lines(history.last?.from)) if ('name' in line) found++;
  say('followed', began, `, ${found} found`);
}

function say(what: string, began: number, more = ''): void {
  const { maxRSS } = process.resourceUsage();
  console.log(
    `${count} documents ${what} in ${((performance.now() - began) / 1000).toFixed(1)} s, at most ${Math.round(maxRSS / 1024)} MB${more}`,
  );
}
