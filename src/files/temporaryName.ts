/** The name of a file until it is whole. */
import path from 'node:path';
import { cutName } from './cutName.js';

/** Bytes that file systems take for a name. */
const LONGEST = 255;

/** The file's own name with an ending behind it, so that people see what it is; cut where it leaves no room for that. */
export function temporaryName(file: string, ending: string): string {
  const { dir, base } = path.parse(file);
  return Buffer.byteLength(base + ending) <= LONGEST ? file + ending : path.join(dir, cutName(base, LONGEST, ending));
}
