/** Parquet: a record a row. */
import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { type Compressors, type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema, type RowGroup } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { BadItem, Found } from '../item.js';
import type { Progress } from './bytes.js';
import type { Container } from './container.js';
import type { Fields } from './fields.js';
import { type RawRecord, RecordItems } from './recordItems.js';
import { UnreadableError } from './unreadable.js';

/** What a page of a column may unpack to: writers make them a megabyte large. */
const PAGE = 1 << 30;

/** Sizes are told in the file, and a few bytes may tell of gigabytes. */
const guarded = Object.fromEntries(
  Object.entries(compressors).map(([name, decompress]) => [
    name,
    (input: Uint8Array, length: number) => {
      if (length > PAGE) throw new UnreadableError('a column of it is larger than 1 GB');
      return decompress(input, length);
    },
  ]),
) as Compressors;

/**
 * The documents of the rows, which are counted from 1. A group of rows is read at a time, as large as whoever wrote the
 * file has made it.
 */
export async function* readParquet(file: string, container: Container, fields: Fields, progress: Progress): AsyncGenerator<Found> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const slice = (start: number, end = size) => {
      const bytes = sliceOf(handle, start, end, size);
      // Not every piece that is asked for is waited for: where one is not there, nobody would hear of it but the process.
      bytes.catch(() => undefined);
      return bytes;
    };
    const source = { byteLength: size, slice };
    const metadata = await metadataOf(source);
    const items = new RecordItems(container, fields);
    let first = 0;
    let read = 0;
    for (const group of metadata.row_groups) {
      const end = first + Number(group.num_rows);
      let rows: RawRecord[] | UnreadableError;
      try {
        expectColumns(metadata, group);
        rows = await parquetReadObjects({ file: source, metadata, rowStart: first, rowEnd: end, compressors: guarded, utf8: false });
      } catch (error) {
        rows = new UnreadableError(`rows ${first + 1} to ${end} cannot be read: ${(error as Error).message}`);
      }
      if (rows instanceof UnreadableError) yield { ...items.bad(first + 1, rows), name: `${container.name}#${first + 1}-${end}` };
      else for (const [i, row] of rows.entries()) yield withoutBytes(items.of(plainRecord(row), first + i + 1));
      read += Number(group.total_compressed_size ?? 0);
      progress.reach(Math.min(read, source.byteLength));
      first = end;
    }
    progress.reach(source.byteLength);
  } finally {
    await handle.close();
  }
}

async function metadataOf(source: Parameters<typeof parquetMetadataAsync>[0]): Promise<FileMetaData> {
  try {
    return await parquetMetadataAsync(source);
  } catch (error) {
    throw new UnreadableError(
      `the file is damaged or was cut short: its directory, which stands at its end, cannot be read (${(error as Error).message})`,
    );
  }
}

/**
 * Every column of a group must be in the schema. hyparquet sees one that is not when it is reading the ones before it
 * already, and gives up without waiting for them: what fails in them then would end the process.
 */
function expectColumns(metadata: FileMetaData, group: RowGroup): void {
  for (const { meta_data: column } of group.columns) {
    let node: ReturnType<typeof parquetSchema> | undefined = parquetSchema(metadata);
    for (const name of column?.path_in_schema ?? []) node = node?.children.find(({ element }) => element.name === name);
    if (node === undefined) throw new Error(`the column ${column?.path_in_schema.join('.')} is not in the file’s schema`);
  }
}

async function sliceOf(handle: FileHandle, start: number, end: number, size: number): Promise<ArrayBuffer> {
  const length = end - start;
  if (!(start >= 0 && length >= 0 && end <= size)) throw new UnreadableError('its directory names a place that is not in the file');
  const buffer = new ArrayBuffer(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(new Uint8Array(buffer), read, length - read, start + read);
    if (bytesRead === 0) throw new UnreadableError('the file ends too early');
    read += bytesRead;
  }
  return buffer;
}

/** A row of values that JSON can hold, and bytes: they may be a page in a charset of its own. */
function plainRecord(row: RawRecord): RawRecord {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return isUtf8(value) ? Buffer.from(value).toString() : value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return plainRecord(value as RawRecord);
}

/** Of the fields that pass through, bytes become Base64. */
function withoutBytes(found: Found): Found {
  return found.record === undefined ? found : ({ ...found, record: inBase64(found.record) } as BadItem);
}

function inBase64(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(inBase64);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inBase64(one)]));
}
