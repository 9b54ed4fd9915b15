/**
 * Reads rule files. Large ones are kept compiled in the user's cache, since reading YAML takes most of their time. What is
 * kept is named by a hash of the file's content and of the program, so it is never older than either.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../files/cacheFolder.js';
import { wholeOrNotSync } from '../files/wholeFile.js';
import type { RuleSet } from '../model/rule.js';
import { renamedSet, storedSets, storeRules } from '../rules/compiled/storedRules.js';
import { parseRules } from '../rules/file/load.js';
import { sharedCopy } from '../text/bytes/sharedCopy.js';
import { klartext } from './resume/fingerprint.js';

/** How much is kept. */
export interface Bounds {
  /** Smaller files, in bytes, are read in the time that looking for what is kept of them takes. */
  readonly least: number;
  /** How many files are kept, and how many bytes of them; those that were read last stay. */
  readonly files: number;
  readonly bytes: number;
}

const BOUNDS: Bounds = { least: 1 << 17, files: 16, bytes: 1 << 28 };

const ENDING = '.rules';
/** The bytes of the SHA-256 that precedes what is kept. */
const HASH = 32;

/**
 * Reads the rules of a file.
 * @param content the file's bytes
 * @param name the file's name in messages
 * @throws RuleFileError for the first error; a file with errors is never kept
 */
export function readRules(content: Uint8Array, name: string): RuleSet {
  if (content.length < BOUNDS.least) return parseRules(textOf(content), name);
  let cache: RuleCache;
  try {
    cache = new RuleCache(path.join(cacheFolder(), 'rules'), klartext(), BOUNDS);
  } catch {
    // Nobody has a cache without a home.
    return parseRules(textOf(content), name);
  }
  return cache.read(content, name);
}

function textOf(content: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

export class RuleCache {
  /** @param program what is kept by another program is not read */
  constructor(
    private readonly folder: string,
    private readonly program: string,
    private readonly bounds: Bounds,
  ) {}

  /** See `readRules`. */
  read(content: Uint8Array, name: string): RuleSet {
    if (content.length < this.bounds.least) return parseRules(textOf(content), name);
    const file = this.fileFor(content);
    const known = load(file);
    if (known !== undefined) return renamedSet(known, name);
    const bytes = storeRules([{ ...parseRules(textOf(content), name), name: '' }]);
    this.keep(file, bytes);
    return renamedSet(storedSets(sharedCopy(bytes))[0], name);
  }

  private fileFor(content: Uint8Array): string {
    const hash = createHash('sha256').update(this.program).update('\0').update(content).digest('hex');
    return path.join(this.folder, `${hash.slice(0, 32)}${ENDING}`);
  }

  /** Keeps the compiled form of a file, if that is possible: without it, the file is only read more slowly. */
  private keep(file: string, bytes: Uint8Array): void {
    try {
      // For the user alone: what sites show may be nobody else's business.
      wholeOrNotSync(file, (temporary) => writeFileSync(temporary, Buffer.concat([hashOf(bytes), bytes]), { mode: 0o600 }));
      this.removeOld();
    } catch {
      // The disk is full, or nothing may be written there.
    }
  }

  /** Removes the files that were not read for longest, until the others are within bounds. */
  private removeOld(): void {
    const files = readdirSync(this.folder)
      .filter((name) => name.endsWith(ENDING))
      .map((name) => path.join(this.folder, name))
      .map((file) => ({ file, about: statSync(file) }))
      .sort((a, b) => b.about.mtimeMs - a.about.mtimeMs);
    let bytes = 0;
    files.forEach(({ file, about }, i) => {
      bytes += about.size;
      if (i > 0 && (i >= this.bounds.files || bytes > this.bounds.bytes)) rmSync(file, { force: true });
    });
  }
}

/** The rules that are kept in a file; undefined if there are none, or if they are broken. */
function load(file: string): RuleSet | undefined {
  try {
    const content = readFileSync(file);
    const bytes = sharedCopy(content.subarray(HASH));
    if (!hashOf(bytes).equals(content.subarray(0, HASH))) return undefined;
    const now = new Date();
    utimesSync(file, now, now);
    return storedSets(bytes)[0];
  } catch {
    return undefined;
  }
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
