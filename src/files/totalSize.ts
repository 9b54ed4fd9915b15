/** Adds up the sizes of all inputs while the work is running. */
import { stat } from 'node:fs/promises';
import pLimit from 'p-limit';
import { systemName } from './fileName.js';
import { type Input, STDIN } from './findInputs.js';

/** Files examined at the same time: enough for disks on a network, without holding up the reads of the work itself. */
const OPEN = 8;

/** Starts to add up. @returns a function that returns the sum once it is known, which it never is with standard input */
export function totalSize(inputs: readonly Input[]): () => number | undefined {
  let total: number | undefined;
  if (inputs.every(({ file }) => file !== STDIN)) {
    const limit = pLimit(OPEN);
    const sizeOf = async (file: string) => (await stat(systemName(file)).catch(() => undefined))?.size ?? 0;
    void Promise.all(inputs.map(({ file }) => limit(() => sizeOf(file)))).then((sizes) => {
      total = sizes.reduce((sum, size) => sum + size, 0);
    });
  }
  return () => total;
}
