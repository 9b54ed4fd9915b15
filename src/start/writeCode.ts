/** Keeps the code that V8 has compiled of the bundle. */
import { writeFileSync } from 'node:fs';
import { wholeOrNotSync } from '../files/wholeFile.js';
import { checksum, HEADER } from './compiledCode.js';

/**
 * Writes compiled code to the first place that can be written to.
 * @throws an error from `node:fs` if there is none
 */
export function writeCode([place, ...others]: readonly string[], bundle: string, code: Buffer): void {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(checksum(code, bundle));
  try {
    wholeOrNotSync(place, (temporary) => writeFileSync(temporary, Buffer.concat([header, code])));
  } catch (error) {
    if (others.length === 0) throw error;
    writeCode(others, bundle, code);
  }
}
