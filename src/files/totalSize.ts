/** How many bytes all inputs have, found out beside the work. */
import { stat } from 'node:fs/promises';
import pLimit from 'p-limit';
import { type Input, STDIN } from './findInputs.js';

/** How many files are asked at once. */
const OPEN = 8;

/** Begins to ask, and gives a function that tells the sum once it is known; it never is for standard input. */
export function totalSize(inputs: readonly Input[]): () => number | undefined {
  let total: number | undefined;
  if (inputs.every(({ file }) => file !== STDIN)) {
    const limit = pLimit(OPEN);
    const sizeOf = async (file: string) => (await stat(file).catch(() => undefined))?.size ?? 0;
    void Promise.all(inputs.map(({ file }) => limit(() => sizeOf(file)))).then((sizes) => {
      total = sizes.reduce((sum, size) => sum + size, 0);
    });
  }
  return () => total;
}
