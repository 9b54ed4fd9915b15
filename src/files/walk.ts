/** Searches for files by glob patterns, including names with arbitrary bytes, pipes and devices. */
import { readdir, realpath, type Stats, stat } from 'node:fs';
import { type FileSystemAdapter, type GlobOptions, glob } from 'tinyglobby';
import { nameOf, systemName } from './fileName.js';

type Callback<T> = (error: Error | null, value?: T) => void;

/** Patterns do not match line ends in names: these lone surrogates replace them during a search. */
const LINE_ENDS = new Map([
  ['\n', '\udc0a'],
  ['\r', '\udc0d'],
  ['\u2028', '\udc28'],
  ['\u2029', '\udc29'],
]);
const REPLACED = new Map([...LINE_ENDS].map(([end, sign]) => [sign, end]));

const toSearch = (bytes: Buffer) => nameOf(bytes).replace(/[\n\r\u2028\u2029]/gu, (end) => LINE_ENDS.get(end) as string);
const fromSearch = (name: string) => name.replace(/[\udc0a\udc0d\udc28\udc29]/gu, (sign) => REPLACED.get(sign) as string);
const toSystem = (name: string) => systemName(fromSearch(name));

/** An entry of a folder. Pipes and devices count as files here, so that they can be reported later. */
const entryOf = (name: string, isDirectory: boolean, isSymbolicLink: boolean) => ({
  name,
  isFile: () => !isDirectory && !isSymbolicLink,
  isDirectory: () => isDirectory,
  isSymbolicLink: () => isSymbolicLink,
});

/** The part of `node:fs` that `tinyglobby` uses. */
const SYSTEM = {
  readdir(folder: string, _options: unknown, done: Callback<ReturnType<typeof entryOf>[]>) {
    readdir(toSystem(folder), { withFileTypes: true, encoding: 'buffer' }, (error, found) => {
      if (error !== null) return done(error);
      // The types of Node 20 declare names as strings even for the encoding `buffer`.
      const entries = found.map((entry) => entryOf(toSearch(entry.name as unknown as Buffer), entry.isDirectory(), entry.isSymbolicLink()));
      done(null, entries);
    });
  },
  realpath(file: string, done: Callback<string>) {
    // One call of the system, where `realpath` itself examines each folder of the path.
    realpath.native(toSystem(file), 'buffer', (error, found) => done(error, error === null ? toSearch(found) : undefined));
  },
  stat(file: string, done: Callback<Stats>) {
    stat(toSystem(file), done);
  },
} as unknown as FileSystemAdapter;

/** The files that match, with names as described in `fileName.ts`. */
export async function search(patterns: string | readonly string[], options: GlobOptions = {}): Promise<string[]> {
  return (await glob(patterns, { ...options, fs: SYSTEM })).map(fromSearch);
}
