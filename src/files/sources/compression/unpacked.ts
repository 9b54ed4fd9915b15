/** Recognises compressed bytes and unpacks them as a stream, a piece at a time, however large they grow. */
import { type Bytes, type PeekResult, peek } from '../bytes.js';

type Unpack = (bytes: Bytes) => Bytes;

/** How compressed bytes begin, and what unpacks them. The libraries are loaded when the first such file comes. */
const COMPRESSIONS: readonly { readonly starts: (head: Uint8Array) => boolean; readonly unpack: () => Promise<Unpack> }[] = [
  { starts: (head) => has(head, 0, [0x1f, 0x8b, 0x08]), unpack: async () => (await import('./gzip.js')).gunzip },
  { starts: (head) => has(head, 0, [0x28, 0xb5, 0x2f, 0xfd]) || isSkippable(head), unpack: async () => (await import('./zstd.js')).unzstd },
  { starts: isBzip2, unpack: async () => (await import('./bzip2.js')).unbzip2 },
  { starts: (head) => has(head, 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), unpack: async () => (await import('./xz.js')).unxz },
];

/** How many bytes tell whether bytes are compressed. */
const MAGIC = 10;

/** A gzip in a gzip happens; more layers are somebody's joke. */
const LAYERS = 3;

export interface UnpackedBytes extends PeekResult {
  /** How often the bytes were compressed. */
  readonly layers: number;
}

/** Bytes with all compression taken off. */
export async function unpacked(bytes: Bytes): Promise<UnpackedBytes> {
  let peeked = await peek(bytes, MAGIC);
  for (let layers = 0; ; layers++) {
    const found = COMPRESSIONS.find(({ starts }) => starts(peeked.head));
    if (found === undefined || layers === LAYERS) return { ...peeked, layers };
    peeked = await peek((await found.unpack())(peeked.all), MAGIC);
  }
}

/** A frame of Zstandard without content, as some programs put before the others. */
function isSkippable(head: Uint8Array): boolean {
  return (head[0] & 0xf0) === 0x50 && has(head, 1, [0x2a, 0x4d, 0x18]);
}

/** “BZh9” alone may begin a text; behind it stands the mark of a block, or that of the end. */
function isBzip2(head: Uint8Array): boolean {
  const sized = has(head, 0, [0x42, 0x5a, 0x68]) && head[3] >= 0x31 && head[3] <= 0x39;
  return sized && (has(head, 4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) || has(head, 4, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]));
}

/** Whether these bytes stand at this place. */
export function has(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return expected.every((byte, i) => bytes[at + i] === byte);
}
