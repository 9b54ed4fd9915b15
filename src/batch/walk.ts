/** The file system as a search for files sees it: names as `fileName.ts` has them, and everything but folders is a file. */
import { readdir, realpath, type Stats, stat } from 'node:fs';
import type { FileSystemAdapter } from 'tinyglobby';
import { nameOf, systemName } from './fileName.js';

type Callback<T> = (error: Error | null, value?: T) => void;

/** An entry of a folder. What is neither folder nor link (a named pipe, a device) is found as well, so that it can be told of. */
const entryOf = (name: string, isDirectory: boolean, isSymbolicLink: boolean) => ({
  name,
  isFile: () => !isDirectory && !isSymbolicLink,
  isDirectory: () => isDirectory,
  isSymbolicLink: () => isSymbolicLink,
});

/** For `tinyglobby`, which asks for no more of a file system than this. */
export const BY_BYTES = {
  readdir(folder: string, _options: unknown, done: Callback<ReturnType<typeof entryOf>[]>) {
    readdir(systemName(folder), { withFileTypes: true, encoding: 'buffer' }, (error, found) => {
      if (error !== null) return done(error);
      // The types of Node 20 do not know that such entries have their names as bytes.
      done(
        null,
        found.map((entry) => entryOf(nameOf(entry.name as unknown as Buffer), entry.isDirectory(), entry.isSymbolicLink())),
      );
    });
  },
  realpath(file: string, done: Callback<string>) {
    realpath(systemName(file), 'buffer', (error, found) => done(error, error === null ? nameOf(found) : undefined));
  },
  stat(file: string, done: Callback<Stats>) {
    stat(systemName(file), done);
  },
} as unknown as FileSystemAdapter;
