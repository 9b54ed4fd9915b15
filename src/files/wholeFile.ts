/** Writes a file whole or not at all. */
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from './makeFolder.js';

/** Writes under a temporary name first, which is then made the real one. */
export async function writeWhole(file: string, content: string): Promise<void> {
  makeFolder(path.dirname(path.resolve(file)));
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, file);
}
