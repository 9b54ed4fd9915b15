/** Tar archives. */
import { pipeline, Readable } from 'node:stream';
import { extract } from 'tar-stream';
import type { AnyItem } from '../../item.js';
import type { Bytes } from '../bytes.js';
import { tooLarge, UnreadableError } from '../unreadable.js';
import type { Collection } from './collection.js';
import { Entries } from './entries.js';

/** The pages and texts in an archive, in order; folders, links and devices are skipped. */
export async function* readTar(bytes: Bytes, collection: Collection): AsyncGenerator<AnyItem> {
  const archive = extract();
  // Errors reach the loop through the archive.
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
        // Leaving an entry early would end the whole archive, so the entry is read completely before it is unpacked.
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
    return new UnreadableError('the archive is damaged; nothing after the damage was read');
  return error;
}
