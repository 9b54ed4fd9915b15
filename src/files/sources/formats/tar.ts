/** Tar archives of pages and texts. */
import { pipeline, Readable } from 'node:stream';
import { extract } from 'tar-stream';
import type { AnyItem } from '../../item.js';
import type { Bytes } from '../bytes.js';
import { tooLarge, UnreadableError } from '../unreadable.js';
import type { Collection } from './collection.js';
import { Entries } from './entries.js';

/** The pages and texts of an archive, in its order; directories, links and devices are passed over. */
export async function* readTar(bytes: Bytes, collection: Collection): AsyncGenerator<AnyItem> {
  const archive = extract();
  // Errors reach the loop by way of the archive.
  pipeline(Readable.from(bytes, { objectMode: false }), archive as unknown as NodeJS.WritableStream, () => {});
  const entries = new Entries(collection);
  try {
    for await (const entry of archive) {
      const { name, type, size } = entry.header;
      if (!isFile(type) || !Entries.isDocument(name)) {
        entry.resume();
      } else if ((size ?? 0) > collection.maxBytes) {
        entry.resume();
        yield await entries.of(name, () => Promise.reject(tooLarge(collection.maxBytes)));
      } else {
        // To leave an entry before its end is to leave the archive: it is read whole before it is unpacked.
        const pieces: Uint8Array[] = [];
        for await (const piece of entry) pieces.push(piece as Uint8Array);
        yield await entries.of(name, () => only(pieces));
      }
    }
  } catch (error) {
    throw reasonOf(error as Error);
  }
}

function isFile(type: string | null | undefined): boolean {
  return type === 'file' || type === 'contiguous-file';
}

async function* only(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

function reasonOf(error: Error): Error {
  if (/unexpected end of data|premature close|writable stream closed/iu.test(error.message))
    return new UnreadableError('the archive ends too early: it was cut short');
  if (/invalid tar header|invalid header|header exceeds/iu.test(error.message))
    return new UnreadableError('the archive is damaged; what stands behind the damage was not read');
  return error;
}
