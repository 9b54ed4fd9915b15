/** Reads the records of a Parquet file, a row group at a time. */
import type { FileRecord } from './fileRecord.js';
import { WrittenFileError } from './read.js';

/** @throws WrittenFileError */
export async function* parquetRows(file: string): AsyncGenerator<FileRecord> {
  try {
    const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
    const { compressors } = await import('hyparquet-compressors');
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const rows = await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd, compressors });
      for (const [i, row] of rows.entries()) yield { name: `${file}, row ${rowStart + i + 1}`, record: recordOf(row) };
      rowStart = rowEnd;
    }
  } catch (error) {
    throw new WrittenFileError(`${file}: is no Parquet, or is damaged: ${(error as Error).message}`);
  }
}

/** A row has all columns of its file, and whole numbers of 64 bits: a record only the fields that it has, and numbers. */
function recordOf(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [name, typeof value === 'bigint' ? numberOf(value) : value]));
}

function numberOf(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
