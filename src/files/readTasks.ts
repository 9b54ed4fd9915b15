/** Reads the documents of all inputs, one after the other. */
import pLimit from 'p-limit';
import type { Input } from './findInputs.js';
import type { AnyItem, BadItem, Task } from './item.js';
import { type ReadSettings, readItems } from './sources/readItems.js';

/** The default limit of a document, in bytes: far more than any article has. */
const MAX_BYTES = 64e6;

export const DEFAULT_READ: ReadSettings = { from: 'auto', fields: {}, maxBytes: MAX_BYTES };

/** How many inputs are open: the one being read, and the next ones, whose beginnings are fetched ahead to hide the latency of the disk. */
const OPEN = 4;

/** The documents in the order of the inputs, each with its file. */
export async function* tasksOf(inputs: readonly Input[], read: ReadSettings): AsyncGenerator<Task | BadItem> {
  const limit = pLimit(OPEN);
  const open: { readonly file: string; readonly items: AsyncGenerator<AnyItem>; readonly first: Promise<IteratorResult<AnyItem>> }[] = [];
  let next = 0;
  try {
    while (next < inputs.length || open.length > 0) {
      while (open.length < OPEN && next < inputs.length) {
        const input = inputs[next++];
        const items = readItems(input, read);
        open.push({ file: input.file, items, first: limit(() => items.next()) });
      }
      const [{ file, items, first }] = open;
      for (let got = await first; !got.done; got = await items.next()) yield 'error' in got.value ? got.value : { ...got.value, file };
      open.shift();
    }
  } finally {
    for (const { items } of open) void items.return(undefined);
  }
}
