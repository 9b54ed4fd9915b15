/** Reads the rows of a Parquet file, a row group at a time; damage is an error of its group, and never ends the process. */
import { type FileHandle, open } from 'node:fs/promises';
import { type Compressors, type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema, type RowGroup } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { systemName } from '../../fileName.js';
import type { ReadProgress } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';

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

/** A group of rows, numbered from 0. */
export interface RowRange {
  readonly first: number;
  /** Behind its last row. */
  readonly end: number;
  /** The rows, or why they cannot be read. */
  readonly rows: readonly Readonly<Record<string, unknown>>[] | UnreadableError;
}

/**
 * Groups of rows, as large as whoever wrote the file has made them.
 * @param utf8 whether bytes that no type calls text become strings
 * @param progress told of what has been read, once whoever asked for it has looked at it
 * @throws UnreadableError for a file without a directory
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
      // Not every piece that is asked for is waited for: where one is not there, nobody would hear of it but the process.
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
