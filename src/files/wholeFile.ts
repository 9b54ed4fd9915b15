/** Writes a file completely or not at all. */
import { renameSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { outputError } from './diskErrors.js';
import { makeFolder } from './makeFolder.js';
import { temporaryName } from './temporaryName.js';

/**
 * Writes under a temporary name and then renames the file.
 * @throws OutputError
 */
export async function writeWhole(file: string, content: string): Promise<void> {
  await wholeOrNot(file, (temporary) => writeFile(temporary, content));
}

/**
 * Lets `write` create the file under a temporary name, then renames it, or removes it after an error.
 * @throws OutputError
 */
export async function wholeOrNot(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = temporaryOf(file);
  try {
    makeFolder(path.dirname(path.resolve(file)));
    await write(temporary);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw outputError(error);
  }
}

/**
 * The same for small files of state, whose errors the caller explains.
 * @throws an error from `node:fs`
 */
export function wholeOrNotSync(file: string, write: (temporary: string) => void): void {
  const temporary = temporaryOf(file);
  try {
    makeFolder(path.dirname(path.resolve(file)));
    write(temporary);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Two processes never share a temporary file. */
function temporaryOf(file: string): string {
  return temporaryName(file, `.${process.pid}.tmp`);
}
