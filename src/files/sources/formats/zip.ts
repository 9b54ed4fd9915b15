/** Zip archives. */
import type { Readable } from 'node:stream';
import * as yauzl from 'yauzl';
import type { AnyItem } from '../../item.js';
import type { Bytes, ReadProgress } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';
import type { Collection } from './collection.js';
import { Entries } from './entries.js';
import { FileReader } from './fileReader.js';

/** Declared here because the published types describe an older version. */
interface Entry {
  readonly fileNameRaw: Buffer;
  readonly generalPurposeBitFlag: number;
  readonly extraFields: readonly unknown[];
  readonly compressedSize: number;
  readonly compressionMethod: number;
  isEncrypted(): boolean;
  canDecodeFileData(): boolean;
}
interface ZipFile {
  eachEntry(): AsyncIterable<Entry>;
  openReadStreamPromise(entry: Entry): Promise<Readable>;
  readonly fileSize: number;
  close(): void;
}
const { fromRandomAccessReaderPromise, getFileNameLowLevel } = yauzl as unknown as {
  fromRandomAccessReaderPromise(reader: FileReader, size: number, options: object): Promise<ZipFile>;
  getFileNameLowLevel(flags: number, name: Buffer, extraFields: readonly unknown[], strict: boolean): string;
};

/** The pages and texts in an archive, in the order of its directory. */
export async function* readZip(file: string, collection: Collection, progress: ReadProgress): AsyncGenerator<AnyItem> {
  // The library itself would reject a whole archive because of one name that climbs.
  const zip = await openZip(file);
  const entries = new Entries(collection);
  let read = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
      const path = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
      if (Entries.isDocument(path)) yield await entries.of(path, () => open(zip, entry));
      read += entry.compressedSize;
      progress.reach(Math.min(read, zip.fileSize));
    }
    progress.reach(zip.fileSize);
  } catch (error) {
    throw new UnreadableError(`the archive is damaged: ${(error as Error).message}`);
  } finally {
    zip.close();
  }
}

async function openZip(file: string): Promise<ZipFile> {
  const reader = new FileReader(file);
  try {
    return await fromRandomAccessReaderPromise(reader, reader.size, { decodeStrings: false, autoClose: false });
  } catch (error) {
    // The library closes only what it has opened itself.
    reader.close(() => undefined);
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new UnreadableError('the archive is damaged or was cut short: the directory at its end cannot be read');
  }
}

function open(zip: ZipFile, entry: Entry): Promise<Bytes> {
  if (entry.isEncrypted()) throw new UnreadableError('is encrypted: unpack the archive with its password first');
  if (!entry.canDecodeFileData())
    throw new UnreadableError(`is compressed with a method that is not supported (${entry.compressionMethod}): unpack the archive first`);
  return zip.openReadStreamPromise(entry) as Promise<Bytes>;
}
