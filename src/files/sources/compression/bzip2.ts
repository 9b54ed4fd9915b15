/** Unpacks bzip2, of one stream or many. */
import bitIterator from 'unbzip2-stream/lib/bit_iterator.js';
import bzip2 from 'unbzip2-stream/lib/bzip2.js';
import { cutShort } from '../byteReader.js';
import type { Bytes } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';

/** More than a block of nine times 100 000 bytes ever takes, with its tables. */
const LONGEST_BLOCK = 1_000_000;

/**
 * The library's own stream unpacks all that has come before it hands anything out, and a few kilobytes may unpack to
 * gigabytes. Here its parts are asked for a block at a time.
 */
export async function* unbzip2(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  const queue: Uint8Array[] = [];
  let received = 0;
  /** The library takes its bytes at once and cannot wait: a whole block lies ready before it begins. */
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
      const buffer = new Int32Array(100_000 * said(() => bzip2.header(bits)));
      for (let checksum: number | null = 0; checksum !== null; ) {
        const block = new Block();
        const before: number = checksum;
        checksum = said(() => bzip2.decompress(bits, (byte) => block.add(byte), buffer, buffer.length, before));
        if (block.length > 0) yield block.bytes();
        await ready(bits.bytesRead);
      }
    }
  } finally {
    await pieces.return?.();
  }
}

/** What a block unpacks to, which may be 50 times its size: runs of equal bytes are counted. */
class Block {
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

/** The library's answer; its errors are jokes. At the end of its bytes it fails at having none. */
function said<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof TypeError ? cutShort() : new UnreadableError('the compressed data (bzip2) is damaged');
  }
}
