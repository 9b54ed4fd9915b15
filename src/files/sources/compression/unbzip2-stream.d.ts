/** The inner modules of `unbzip2-stream`, which its types do not declare. */
declare module 'unbzip2-stream/lib/bit_iterator.js' {
  /** Reads a number of bits; `null` skips to the next byte. */
  export interface Bits {
    (count: number | null): number;
    /** Including the current byte. */
    readonly bytesRead: number;
  }
  export default function bitIterator(next: () => Uint8Array | undefined): Bits;
}

declare module 'unbzip2-stream/lib/bzip2.js' {
  import type { Bits } from 'unbzip2-stream/lib/bit_iterator.js';

  const bzip2: {
    /** @returns the size of blocks, in units of 100 000 bytes */
    header(bits: Bits): number;
    /** Unpacks a block. @returns the checksum so far; `null` at the end of a stream */
    decompress(bits: Bits, add: (byte: number) => void, buffer: Int32Array, size: number, checksum: number): number | null;
  };
  export default bzip2;
}
