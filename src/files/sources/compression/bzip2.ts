/** Unpacks bzip2 files with one or more streams. */
import bitIterator from 'unbzip2-stream/lib/bit_iterator.js';
import bzip2 from 'unbzip2-stream/lib/bzip2.js';
import { cutShort } from '../byteReader.js';
import type { Bytes } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';

/** Upper limit of a compressed block with its tables; blocks contain at most 900 000 bytes. */
const LONGEST_BLOCK = 1_000_000;

/**
 * The library's own stream unpacks everything it has received before it returns anything, and a few kilobytes may
 * unpack to gigabytes. So its inner functions are called here, block by block.
 */
export async function* unbzip2(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  const queue: Uint8Array[] = [];
  let received = 0;
  /** The library reads synchronously, so that a whole block must be available before it starts. */
  const ready = async (used: number) => {
    while (received < used + LONGEST_BLOCK) {
      const { done, value } = await pieces.next();
      if (done) return;
      if (value.length > 0) queue.push(value);
      received += value.length;
    }
  };
  try {
    await ready(0);
    const bits = bitIterator(() => queue.shift());
    while (received > bits.bytesRead) {
      const buffer = new Int32Array(100_000 * withReadableErrors(() => bzip2.header(bits)));
      for (let checksum: number | null = 0; checksum !== null; ) {
        const block = new ByteBuffer();
        const before: number = checksum;
        checksum = withReadableErrors(() => bzip2.decompress(bits, (byte) => block.add(byte), buffer, buffer.length, before));
        if (block.length > 0) yield block.bytes();
        await ready(bits.bytesRead);
      }
    }
  } finally {
    await pieces.return?.();
  }
}

/** A growing buffer: a block may unpack to 50 times its size, since runs of equal bytes are stored as counts. */
class ByteBuffer {
  length = 0;
  #bytes = Buffer.allocUnsafeSlow(LONGEST_BLOCK);

  add(byte: number): void {
    if (this.length === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.length * 2);
    this.#bytes[this.length++] = byte;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}

/** Replaces the library's errors, which are no use to users. At the end of the input it throws a TypeError. */
function withReadableErrors<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw error instanceof TypeError ? cutShort() : new UnreadableError('the compressed data (bzip2) is damaged');
  }
}
