/** Reads a Parquet file row group by row group; damage affects only its own group. */
import { type FileHandle, open } from 'node:fs/promises';
import { type Compressors, type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema, type RowGroup } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { systemName } from '../../fileName.js';
import type { ReadProgress } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';

/** The size of an unpacked column page at most; usual ones have a megabyte. */
const PAGE = 1 << 30;

/** A few bytes in the file may claim a size of gigabytes, which would be allocated. */
const guarded = Object.fromEntries(
  Object.entries(compressors).map(([name, decompress]) => [
    name,
    (input: Uint8Array, length: number) => {
      if (length > PAGE) throw new UnreadableError('one of its columns is larger than 1 GB');
      return decompress(input, length);
    },
  ]),
) as Compressors;

/** Rows numbered from 0. */
export interface RowRange {
  readonly first: number;
  /** The number after the last row. */
  readonly end: number;
  /** The rows, or why they cannot be read. */
  readonly rows: readonly Readonly<Record<string, unknown>>[] | UnreadableError;
}

/**
 * The row groups of a file.
 * @param utf8 whether untyped bytes become strings
 * @param progress advances when the caller asks for the next group
 * @throws UnreadableError for a file whose directory cannot be read
 */
export async function* rowGroupsOf(
  file: string,
  { utf8, progress }: { readonly utf8: boolean; readonly progress?: ReadProgress },
): AsyncGenerator<RowRange> {
  const handle = await open(systemName(file), 'r');
  try {
    const { size } = await handle.stat();
    const slice = (start: number, end = size) => {
      const bytes = sliceOf(handle, start, end, size);
      // The library does not await every slice, and an unhandled rejection would end the process.
      bytes.catch(() => undefined);
      return bytes;
    };
    const source = { byteLength: size, slice };
    const metadata = await metadataOf(source);
    let first = 0;
    let read = 0;
    for (const group of metadata.row_groups) {
      const end = first + Number(group.num_rows);
      let rows: RowRange['rows'];
      try {
        expectColumns(metadata, group);
        rows = await parquetReadObjects({ file: source, metadata, rowStart: first, rowEnd: end, compressors: guarded, utf8 });
      } catch (error) {
        rows = new UnreadableError(`rows ${first + 1} to ${end} cannot be read: ${(error as Error).message}`);
      }
      yield { first, end, rows };
      read += Number(group.total_compressed_size ?? 0);
      progress?.reach(Math.min(read, size));
      first = end;
    }
    progress?.reach(size);
  } finally {
    await handle.close();
  }
}

async function metadataOf(source: Parameters<typeof parquetMetadataAsync>[0]): Promise<FileMetaData> {
  try {
    return await parquetMetadataAsync(source);
  } catch (error) {
    throw new UnreadableError(
      `the file is damaged or was cut short: the directory at its end cannot be read (${(error as Error).message})`,
    );
  }
}

/**
 * Checks that the schema contains every column of a group. hyparquet notices a missing one while it is reading others,
 * and stops without awaiting them: their errors would end the process.
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
  if (!(start >= 0 && length >= 0 && end <= size)) throw new UnreadableError('its directory points outside the file');
  const buffer = new ArrayBuffer(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(new Uint8Array(buffer), read, length - read, start + read);
    if (bytesRead === 0) throw new UnreadableError('the file ends too early');
    read += bytesRead;
  }
  return buffer;
}
