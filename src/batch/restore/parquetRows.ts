/** Reads the records of a Parquet file, one row group at a time. */

import { WrittenFileError } from '../../files/readWritten.js';
import type { FileRecord } from './fileRecord.js';

/** @throws WrittenFileError */
export async function* parquetRows(file: string): AsyncGenerator<FileRecord> {
  try {
    const { rowGroupsOf } = await import('../../files/sources/formats/rowGroups.js');
    for await (const { first, rows } of rowGroupsOf(file, { utf8: true })) {
      if (rows instanceof Error) throw rows;
      for (const [i, row] of rows.entries()) yield { name: `${file}, row ${first + i + 1}`, record: recordOf(row) };
    }
  } catch (error) {
    throw new WrittenFileError(`${file}: is not a Parquet file or is damaged: ${(error as Error).message}`);
  }
}

/** A row has every column of the file, and 64-bit integers; a record has only the fields that are set, and numbers. */
function recordOf(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [name, typeof value === 'bigint' ? numberOf(value) : value]));
}

function numberOf(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
