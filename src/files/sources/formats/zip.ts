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

/** A part that only such documents have, at the top of the archive. */
const OFFICE: readonly (readonly [part: RegExp, what: string])[] = [
  [/^word\/document\.xml$/u, 'a Word document'],
  [/^(?:ppt\/presentation|xl\/workbook)\.xml$/u, 'an Office document'],
];

/** The pages and texts in an archive, in the order of its directory. */
export async function* readZip(file: string, collection: Collection, progress: ReadProgress): AsyncGenerator<AnyItem> {
  // The library itself would reject a whole archive because of one name that climbs.
  const zip = await openZip(file);
  const entries = new Entries(collection);
  let read = 0;
  let isTyped = false;
  try {
    for await (const entry of zip.eachEntry()) {
      const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
      const path = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
      isTyped ||= path === 'mimetype';
      refuseOffice(path, isTyped);
      if (Entries.isDocument(path)) yield await entries.of(path, () => open(zip, entry));
      read += entry.compressedSize;
      progress.reach(Math.min(read, zip.fileSize));
    }
    progress.reach(zip.fileSize);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(`the archive is damaged: ${(error as Error).message}`);
  } finally {
    zip.close();
  }
}

/** Office documents are archives too, told by the names of their parts. @param isTyped whether the archive says what it holds */
function refuseOffice(path: string, isTyped: boolean): void {
  const what = OFFICE.find(([part]) => part.test(path))?.[1] ?? (isTyped && path === 'content.xml' ? 'an OpenDocument text' : undefined);
  if (what !== undefined) throw new UnreadableError(`${what}, which is not read: “pandoc FILE -t plain -o FILE.txt” makes a text of it`);
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
