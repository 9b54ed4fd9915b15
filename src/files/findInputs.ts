/** Which files a command line names: folders, files, globs and standard input. */
import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { IGNORE_FILES, withoutIgnored } from './ignored.js';
import { COMPRESSED_ENDINGS, COMPRESSED_TAR_ENDINGS, KIND_ENDINGS } from './sources/endings.js';

/** What is looked for in folders; files that are named or matched by a glob may have any ending. */
const ENDINGS = Object.values(KIND_ENDINGS).flat();
const IN_FOLDERS = [
  `**/*.{${ENDINGS.join(',')}}{,${COMPRESSED_ENDINGS.map((ending) => `.${ending}`).join(',')}}`,
  `**/*.{${COMPRESSED_TAR_ENDINGS.join(',')}}`,
  `**/{${IGNORE_FILES.join(',')}}`,
];

/** How standard input is named inside: a lone dash on the command line. */
export const STDIN = '<stdin>';

export interface Input {
  /** Where the bytes come from; `STDIN` is standard input. */
  readonly file: string;
  /** The file's name relative to the PATH that named it, with forward slashes. */
  readonly relative: string;
  /** Set for what a folder holds, or a glob matches: nobody has named the file itself. */
  readonly walked?: true;
}

/** Thrown where a PATH names nothing. */
export class NoInputError extends Error {
  override readonly name = 'NoInputError';
}

/**
 * Expands command-line paths, each file once, in the order of the paths and sorted inside a folder or glob.
 * @throws NoInputError for a path that does not exist and a glob or folder that holds nothing to clean
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
  const info = await stat(given).catch(() => undefined);
  if (info?.isDirectory()) return filesIn(given);
  if (info !== undefined) return [{ file: given, relative: path.basename(given) }];
  if (isDynamicPattern(given)) {
    const names = await glob(given);
    if (names.length > 0) {
      const base = staticBase(given);
      return inOrder(names).map((file) => ({ file, relative: path.relative(base, file).split(path.sep).join('/'), walked: true }));
    }
    throw new NoInputError(`${given}: no file matches`);
  }
  throw new NoInputError(`${given}: no such file or folder`);
}

/** What a folder holds, hidden folders and files aside, and without what its ignore files leave out. */
async function filesIn(folder: string): Promise<Input[]> {
  const found = await glob(IN_FOLDERS, { cwd: folder, caseSensitiveMatch: false });
  const isIgnoreFile = (name: string) => (IGNORE_FILES as readonly string[]).includes(path.posix.basename(name));
  const names = found.filter((name) => !isIgnoreFile(name));
  if (names.length === 0) {
    const endings = ENDINGS.map((ending) => `.${ending}`).join(', ');
    throw new NoInputError(`${folder}: no ${endings} (each also .${COMPRESSED_ENDINGS.join(', .')}) files in this folder`);
  }
  const kept = await withoutIgnored(folder, names, found.filter(isIgnoreFile)).catch((error: Error) => {
    throw new NoInputError(`${folder}: an ignore file in it cannot be read (${error.message})`);
  });
  if (kept.length === 0) throw new NoInputError(`${folder}: its ${IGNORE_FILES.join(' or ')} files leave out all files in this folder`);
  return inOrder(eachOnce(folder, kept)).map((relative) => ({ file: path.join(folder, relative), relative, walked: true }));
}

/**
 * Links to folders are followed, and may lead to where the search has been: of the names of one file that which does
 * without links stays, or else the first.
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

/** A folder's own name; one that has vanished since has that by which it was found. */
function realOf(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return path.resolve(folder);
  }
}

/** The folder before a glob's first wildcard or brace. */
function staticBase(pattern: string): string {
  const plain = pattern.slice(0, Math.max(0, pattern.search(/[*?[{!(+@]/u)));
  return plain.slice(0, plain.lastIndexOf('/') + 1) || '.';
}

function inOrder(names: string[]): string[] {
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
