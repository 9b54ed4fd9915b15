/** Unpacks xz files with one or more streams. */
import { ReadableStream } from 'node:stream/web';
import xz from 'xz-decompress';
import { cutShort } from '../byteReader.js';
import { type Bytes, splitAt } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';

// The library locks out other files until one is finished: reading two at the same time would be a deadlock.
Object.assign(xz.XzReadableStream, { _contextMutex: { acquire: async () => {}, release: () => {} } });

/** The first bytes of a stream. */
const STREAM = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);

/** The library's error for truncated data. */
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
