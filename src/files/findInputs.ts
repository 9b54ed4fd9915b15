/** Expands the paths of a command line: files, folders, globs and standard input. */
import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { GlobOptions } from 'tinyglobby';
import { nameOf, systemName } from './fileName.js';
import { IGNORE_FILES, withoutIgnored } from './ignored.js';
import { COMPRESSED_ENDINGS, COMPRESSED_TAR_ENDINGS, KIND_ENDINGS } from './sources/endings.js';

/** The endings of files cleaned in folders; files given by name or glob may have any ending. */
const ENDINGS = Object.values(KIND_ENDINGS).flat();
const IN_FOLDERS = [
  `**/*.{${ENDINGS.join(',')}}{,${COMPRESSED_ENDINGS.map((ending) => `.${ending}`).join(',')}}`,
  `**/*.{${COMPRESSED_TAR_ENDINGS.join(',')}}`,
  `**/{${IGNORE_FILES.join(',')}}`,
];

/** Represents standard input, which is a single dash on the command line. */
export const STDIN = '<stdin>';

export interface Input {
  /** A path, encoded as in `fileName.ts`, or `STDIN`. */
  readonly file: string;
  /** Relative to the PATH that led to the file, with forward slashes. */
  readonly relative: string;
  /** Set for files found in a folder or by a glob, which the user did not name. */
  readonly walked?: true;
}

/** Thrown if a PATH matches nothing. */
export class NoInputError extends Error {
  override readonly name = 'NoInputError';
}

/**
 * Expands command-line paths. Each file occurs once, in the order of the paths, sorted within a folder or glob.
 * @throws NoInputError for a path that does not exist, and for a glob or folder with nothing to clean
 */
export async function findInputs(paths: readonly string[]): Promise<Input[]> {
  const found = new Map<string, Input>();
  for (const given of paths) {
    for (const input of await expand(given)) {
      const key = input.file === STDIN ? STDIN : path.resolve(input.file);
      if (!found.has(key)) found.set(key, input);
    }
  }
  return [...found.values()];
}

async function expand(given: string): Promise<Input[]> {
  if (given === '-' || given === STDIN) return [{ file: STDIN, relative: 'stdin' }];
  const named = (await isThere(given)) ? [given] : await byLostName(given);
  if (named.length > 0) return (await Promise.all(named.map(filesOf))).flat();
  const { isDynamicPattern } = await import('tinyglobby');
  if (isDynamicPattern(given)) {
    const names = await search(given);
    if (names.length > 0) {
      const base = staticBase(given);
      return inOrder(names).map((file) => ({ file, relative: path.relative(base, file).split(path.sep).join('/'), walked: true }));
    }
    throw new NoInputError(`${given}: no file matches`);
  }
  throw new NoInputError(`${given}: no such file or folder`);
}

/** Searches by glob patterns, with modules that a named file does not need. */
async function search(pattern: string | readonly string[], options?: GlobOptions): Promise<string[]> {
  return (await import('./walk.js')).search(pattern, options);
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

/** A file itself, or the files in a folder. */
async function filesOf(place: string): Promise<Input[]> {
  const info = await stat(systemName(place)).catch(() => undefined);
  return info?.isDirectory() ? filesIn(place) : [{ file: place, relative: path.basename(place) }];
}

/**
 * Files whose names Node shows like this path. Node replaces invalid bytes in arguments by U+FFFD, for instance when a
 * shell has expanded a glob; every file that would look the same may be meant.
 */
async function byLostName(given: string): Promise<string[]> {
  if (!given.includes('\ufffd')) return [];
  const { escapePath } = await import('tinyglobby');
  const pattern = given
    .split('\ufffd')
    .map((part) => escapePath(part))
    .join('*');
  const options = { dot: true, expandDirectories: false, onlyFiles: false, absolute: path.isAbsolute(given) };
  const lost = path.resolve(given);
  const names = (await search(pattern, options)).filter((name) => Buffer.from(systemName(path.resolve(name))).toString() === lost);
  return inOrder(names.map((name) => name.replace(/\/$/u, '')));
}

/** The files in a folder, without hidden ones and those excluded by ignore files. */
async function filesIn(folder: string): Promise<Input[]> {
  const found = await search(IN_FOLDERS, { cwd: folder, caseSensitiveMatch: false });
  const isIgnoreFile = (name: string) => (IGNORE_FILES as readonly string[]).includes(path.posix.basename(name));
  const names = found.filter((name) => !isIgnoreFile(name));
  if (names.length === 0) {
    const endings = ENDINGS.map((ending) => `.${ending}`).join(', ');
    throw new NoInputError(`${folder}: no ${endings} (each also .${COMPRESSED_ENDINGS.join(', .')}) files in this folder`);
  }
  const kept = await withoutIgnored(folder, names, found.filter(isIgnoreFile)).catch((error: Error) => {
    throw new NoInputError(`${folder}: one of its ignore files cannot be read (${error.message})`);
  });
  if (kept.length === 0) throw new NoInputError(`${folder}: its ${IGNORE_FILES.join(' or ')} files exclude all files in this folder`);
  return inOrder(eachOnce(folder, kept)).map((relative) => ({ file: path.join(folder, relative), relative, walked: true }));
}

/**
 * Removes repeated files: links to folders are followed, and may lead to folders that have been searched already. Of the
 * names of a file the one without links stays, or else the first.
 */
function eachOnce(folder: string, names: readonly string[]): string[] {
  const top = realOf(folder);
  const places = new Map<string, { readonly real: string; readonly linked: boolean }>();
  for (const place of new Set(names.map((name) => path.posix.dirname(name)))) {
    const real = realOf(path.join(folder, place));
    places.set(place, { real, linked: real !== path.join(top, place) });
  }
  const first = new Map<string, string>();
  for (const [place, { real, linked }] of places) {
    const other = first.get(real);
    if (other === undefined || !linked || ((places.get(other)?.linked ?? false) && place < other)) first.set(real, place);
  }
  return names.filter((name) => {
    const place = path.posix.dirname(name);
    return first.get(places.get(place)?.real ?? '') === place;
  });
}

/** A folder's path without links; its path as found if it has vanished since. */
function realOf(folder: string): string {
  try {
    return nameOf(realpathSync.native(systemName(folder), 'buffer'));
  } catch {
    return path.resolve(folder);
  }
}

/** The folder before a glob's first wildcard. */
function staticBase(pattern: string): string {
  const plain = pattern.slice(0, Math.max(0, pattern.search(/[*?[{!(+@]/u)));
  return plain.slice(0, plain.lastIndexOf('/') + 1) || '.';
}

function inOrder(names: string[]): string[] {
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
