/** Keeps the code that V8 has compiled of the bundle. */
import { open } from 'node:fs/promises';
import { wholeOrNot } from '../files/wholeFile.js';
import { checksum, HEADER } from './compiledCode.js';

/**
 * Writes compiled code to the first place that can be written to. Processes that do so at the same time do not disturb
 * each other, nor those that read it.
 * @param make makes the code, once it is certain that it can be kept
 * @throws OutputError if it can be kept nowhere
 */
export async function writeCode([place, ...others]: readonly string[], bundle: string, make: () => Promise<Buffer>): Promise<void> {
  try {
    await wholeOrNot(place, async (temporary) => {
      const file = await open(temporary, 'w');
      try {
        const code = await make();
        const header = Buffer.alloc(HEADER);
        header.writeUInt32LE(checksum(code, bundle));
        await file.writev([header, code]);
      } finally {
        await file.close();
      }
    });
  } catch (error) {
    if (others.length === 0) throw error;
    await writeCode(others, bundle, make);
  }
}
