/**
 * Reads rule files. Large ones are kept compiled in the user's cache, since reading YAML takes most of their time. What is
 * kept is named by a hash of the file's content and of the program, so it is never older than either.
 */
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wholeOrNotSync } from '../files/wholeFile.js';
import type { RuleSet } from '../model/rule.js';
import { renamedSet, storedSets, storeRules } from '../rules/compiled/storedRules.js';
import { parseRules } from '../rules/file/load.js';
import { klartext } from './resume/fingerprint.js';
import { cacheFolder } from './resume/stateFile.js';

/** Smaller files, in bytes, are read in the time that looking for what is kept of them takes. */
const WORTH_KEEPING = 1 << 17;
/** How many files are kept, and how many bytes of them; those that were read last stay. */
const MOST = { files: 16, bytes: 1 << 28 };
const ENDING = '.rules';
/** The bytes of a SHA-256, which precedes what is kept. */
const HASH = 32;

/**
 * Reads the rules of a file.
 * @param content the file's bytes
 * @param name the file's name in messages
 * @throws RuleFileError for the first error; a file with errors is never kept
 */
export function readRules(content: Uint8Array, name: string): RuleSet {
  const yaml = () => new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  const kept = content.length < WORTH_KEEPING ? undefined : keptFile(content);
  if (kept === undefined) return parseRules(yaml(), name);
  const [known] = load(kept) ?? [];
  if (known !== undefined) return renamedSet(known, name);
  const bytes = storeRules([{ ...parseRules(yaml(), name), name: '' }]);
  keep(kept, bytes);
  return renamedSet(storedSets(shared(bytes))[0], name);
}

/** Where the compiled form of a file is kept; undefined if the user has no cache. */
function keptFile(content: Uint8Array): string | undefined {
  try {
    const key = createHash('sha256').update(klartext()).update('\0').update(content).digest('hex').slice(0, 32);
    return path.join(cacheFolder('rules'), `${key}${ENDING}`);
  } catch {
    return undefined;
  }
}

/** What is kept in a file; undefined if there is none, or if it is broken. */
function load(file: string): RuleSet[] | undefined {
  try {
    const content = readFileSync(file);
    const bytes = shared(content.subarray(HASH));
    if (!hashOf(bytes).equals(content.subarray(0, HASH))) return undefined;
    const now = new Date();
    utimesSync(file, now, now);
    return storedSets(bytes);
  } catch {
    return undefined;
  }
}

/** Keeps the compiled form of a file, if that is possible: without it, the file is only read more slowly. */
function keep(file: string, bytes: Uint8Array): void {
  try {
    wholeOrNotSync(file, (temporary) => {
      // What sites show may be nobody else's business.
      writeFileSync(temporary, Buffer.concat([hashOf(bytes), bytes]), { mode: 0o600 });
      chmodSync(temporary, 0o600);
    });
    removeOld(path.dirname(file));
  } catch {
    // The cache is full, or must not be written.
  }
}

/** Removes the files that were not read for longest, until the others are within bounds. */
function removeOld(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => ({ file: path.join(folder, name), ...sizeAndTime(path.join(folder, name)) }))
    .sort((a, b) => b.time - a.time);
  let bytes = 0;
  files.forEach(({ file, size }, i) => {
    bytes += size;
    if (i > 0 && (i >= MOST.files || bytes > MOST.bytes)) rmSync(file, { force: true });
  });
}

function sizeAndTime(file: string): { size: number; time: number } {
  const { size, mtimeMs } = statSync(file);
  return { size, time: mtimeMs };
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** A copy in memory that threads can share. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
