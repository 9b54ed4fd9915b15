/** Unpacks xz, of one stream or many. */
import { ReadableStream } from 'node:stream/web';
import xz from 'xz-decompress';
import { cutShort } from '../byteReader.js';
import { type Bytes, splitAt } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';

// The library unpacks one file after the other. A program that reads two at a time would wait for itself.
Object.assign(xz.XzReadableStream, { _contextMutex: { acquire: async () => {}, release: () => {} } });

/** How a stream begins. */
const STREAM = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);

/** The library's code for bytes that end too early. */
const CUT_SHORT = /error code 8$/u;

export async function* unxz(bytes: Bytes): AsyncGenerator<Uint8Array> {
  try {
    yield* new xz.XzReadableStream(ReadableStream.from(splitAt(bytes, STREAM)) as never) as unknown as Bytes;
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw CUT_SHORT.test((error as Error).message)
      ? cutShort()
      : new UnreadableError('the compressed data (xz) is damaged, or needs more than 64 MB of memory');
  }
}
