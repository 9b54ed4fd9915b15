/** Recognises compressed bytes and unpacks them as a stream, in bounded memory. */
import { type Bytes, type PeekResult, peek } from '../bytes.js';

type Unpack = (bytes: Bytes) => Bytes;

/** The first bytes of each format and its decompressor, which is loaded when it is first needed. */
const COMPRESSIONS: readonly { readonly starts: (head: Uint8Array) => boolean; readonly unpack: () => Promise<Unpack> }[] = [
  { starts: (head) => has(head, 0, [0x1f, 0x8b, 0x08]), unpack: async () => (await import('./gzip.js')).gunzip },
  { starts: (head) => has(head, 0, [0x28, 0xb5, 0x2f, 0xfd]) || isSkippable(head), unpack: async () => (await import('./zstd.js')).unzstd },
  { starts: isBzip2, unpack: async () => (await import('./bzip2.js')).unbzip2 },
  { starts: (head) => has(head, 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), unpack: async () => (await import('./xz.js')).unxz },
];

/** The number of bytes that identify a compression. */
const MAGIC = 10;

/** Compression inside compression happens by accident; more layers are an attack. */
const LAYERS = 3;

export interface UnpackedBytes extends PeekResult {
  /** How many layers of compression were removed. */
  readonly layers: number;
}

/** Removes all compression, up to `LAYERS` layers. */
export async function unpacked(bytes: Bytes): Promise<UnpackedBytes> {
  let peeked = await peek(bytes, MAGIC);
  for (let layers = 0; ; layers++) {
    const found = COMPRESSIONS.find(({ starts }) => starts(peeked.head));
    if (found === undefined || layers === LAYERS) return { ...peeked, layers };
    peeked = await peek((await found.unpack())(peeked.all), MAGIC);
  }
}

/** A Zstandard frame without content, which some programs write first. */
function isSkippable(head: Uint8Array): boolean {
  return (head[0] & 0xf0) === 0x50 && has(head, 1, [0x2a, 0x4d, 0x18]);
}

/** A text may begin with “BZh9”; in a compressed file the mark of a block or of the end follows. */
function isBzip2(head: Uint8Array): boolean {
  const sized = has(head, 0, [0x42, 0x5a, 0x68]) && head[3] >= 0x31 && head[3] <= 0x39;
  return sized && (has(head, 4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) || has(head, 4, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]));
}

/** Whether the bytes contain the expected ones at this position. */
export function has(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return expected.every((byte, i) => bytes[at + i] === byte);
}
