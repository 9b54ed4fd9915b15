/** Recognises compressed bytes and unpacks them as a stream, a piece at a time, however large they grow. */
import type { Bytes } from './bytes.js';
import { type Peeked, peek } from './bytes.js';

type Unpack = (bytes: Bytes) => Bytes;

/** How compressed bytes begin, and what unpacks them. The libraries are loaded when the first such file comes. */
const COMPRESSIONS: readonly { readonly starts: (head: Uint8Array) => boolean; readonly unpack: () => Promise<Unpack> }[] = [
  { starts: (head) => has(head, 0, [0x1f, 0x8b, 0x08]), unpack: async () => (await import('./gzip.js')).gunzip },
];

/** How many bytes tell whether bytes are compressed. */
export const MAGIC = 10;

/** A gzip in a gzip happens; more layers are somebody's joke. */
const LAYERS = 3;

/** Bytes with all compression taken off. */
export async function unpacked(bytes: Bytes): Promise<Peeked & { readonly layers: number }> {
  let peeked = await peek(bytes, MAGIC);
  for (let layers = 0; ; layers++) {
    const found = COMPRESSIONS.find(({ starts }) => starts(peeked.head));
    if (found === undefined || layers === LAYERS) return { ...peeked, layers };
    peeked = await peek((await found.unpack())(peeked.all), MAGIC);
  }
}

/** Whether these bytes stand at this place. */
export function has(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return expected.every((byte, i) => bytes[at + i] === byte);
}
