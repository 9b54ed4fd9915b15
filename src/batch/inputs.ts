/** Which files a command line names: folders, files, globs and standard input. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/** What is looked for in folders; files that are named or matched by a glob may have any ending. */
const ENDINGS = ['html', 'htm', 'xhtml', 'txt', 'text', 'md'];

/** How standard input is named inside: a lone dash on the command line. */
export const STDIN = '<stdin>';

export interface Input {
  /** Where the bytes come from; `STDIN` is standard input. */
  readonly file: string;
  /** The file's name relative to the PATH that named it, with forward slashes. */
  readonly relative: string;
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
  if (info?.isDirectory()) {
    const names = await glob(`**/*.{${ENDINGS.join(',')}}`, { cwd: given, caseSensitiveMatch: false });
    if (names.length === 0) throw new NoInputError(`${given}: no ${ENDINGS.map((ending) => `.${ending}`).join(', ')} files in this folder`);
    return inOrder(names).map((relative) => ({ file: path.join(given, relative), relative }));
  }
  if (info !== undefined) return [{ file: given, relative: path.basename(given) }];
  if (isDynamicPattern(given)) {
    const names = await glob(given);
    if (names.length > 0) {
      const base = staticBase(given);
      return inOrder(names).map((file) => ({ file, relative: path.relative(base, file).split(path.sep).join('/') }));
    }
    throw new NoInputError(`${given}: no file matches`);
  }
  throw new NoInputError(`${given}: no such file or folder`);
}

/** The folder before a glob's first wildcard or brace. */
function staticBase(pattern: string): string {
  const plain = pattern.slice(0, Math.max(0, pattern.search(/[*?[{!(+@]/u)));
  return plain.slice(0, plain.lastIndexOf('/') + 1) || '.';
}

function inOrder(names: string[]): string[] {
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
