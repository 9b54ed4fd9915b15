/** Names files until they are complete. */
import path from 'node:path';
import { cutName } from './cutName.js';

/** The longest name, in bytes, that common file systems accept. */
const LONGEST = 255;

/** The file's name plus an ending, so that people recognise it; shortened if there is no room for the ending. */
export function temporaryName(file: string, ending: string): string {
  const { dir, base } = path.parse(file);
  return Buffer.byteLength(base + ending) <= LONGEST ? file + ending : path.join(dir, cutName(base, LONGEST, ending));
}
