/** Converts records from JSON Lines to Parquet. */
import { constants } from 'node:buffer';
import { rename, rm } from 'node:fs/promises';
import type { BasicType } from 'hyparquet-writer';
import { parseJson, stringifyRecord } from '../records.js';
import { linesOf } from '../sources/byteLines.js';
import { bytesOf } from '../sources/bytes.js';
import { temporaryParquet } from './recordFile.js';

/** Limits of a row group, which stays in memory until it is written. Bytes are those of its JSON. */
const GROUP = { bytes: 8 << 20, rows: 20_000 };

type Row = Readonly<Record<string, unknown>>;

/** The values of a column. `exact`: numbers that fit neither into 64 bits nor into a double, alone or nested. */
type ValueKind = 'boolean' | 'integer' | 'long' | 'double' | 'string' | 'nested' | 'exact';

interface Column {
  readonly name: string;
  readonly type: BasicType;
  readonly convert: (value: unknown) => unknown;
}

/**
 * Writes a Parquet file completely or not at all. Memory does not depend on the number of records. Columns are in the
 * order in which the records first use them. Strings, integers, other numbers and booleans keep their types; nested
 * values and mixed types become a column of JSON.
 * @param spool a file of JSON Lines with one record per line
 * @param file replaced if it exists
 */
export async function parquetFromLines(spool: string, file: string): Promise<void> {
  const columns = columnsOf(await kindsIn(spool));
  const temporary = temporaryParquet(file);
  try {
    await writeRows(spool, temporary, columns);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeRows(spool: string, file: string, columns: readonly Column[]): Promise<void> {
  const { fileWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  const empty = columns.map(({ name, type }) => ({ name, type, data: [] }));
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: schemaFromColumnData({ columnData: empty }),
    createdBy: 'klartext',
  });
  const write = async (rows: readonly Row[]): Promise<void> => {
    const columnData = columns.map(({ name, type, convert }) => ({
      name,
      data: rows.map((row) => (Object.hasOwn(row, name) ? convert(row[name]) : undefined)),
      // The least and greatest JSON value would be copied to the footer, and objects have no order anyway.
      statistics: type !== 'JSON',
    }));
    await writer.write({ columnData, rowGroupSize: rows.length });
  };
  let rows: Row[] = [];
  let bytes = 0;
  for await (const { record, length } of recordsIn(spool)) {
    rows.push(record);
    bytes += length;
    if (bytes < GROUP.bytes && rows.length < GROUP.rows) continue;
    await write(rows);
    rows = [];
    bytes = 0;
  }
  if (rows.length > 0) await write(rows);
  await writer.finish();
}

async function* recordsIn(spool: string): AsyncGenerator<{ readonly record: Row; readonly length: number }> {
  for await (const lines of linesOf(bytesOf({ file: spool, relative: spool }), constants.MAX_STRING_LENGTH)) {
    for (const { number, bytes } of lines) {
      if (bytes === undefined) throw new RangeError(`${spool}:${number}: the line is too long to be read`);
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
      if (text !== '') yield { record: parseJson(text) as Row, length: bytes.length };
    }
  }
}

/** The kinds of values by column, in the order of the columns. */
async function kindsIn(spool: string): Promise<Map<string, Set<ValueKind>>> {
  const columns = new Map<string, Set<ValueKind>>();
  for await (const { record } of recordsIn(spool)) {
    for (const [name, value] of Object.entries(record)) {
      const kinds = columns.get(name) ?? new Set();
      columns.set(name, kinds);
      if (value !== null && value !== undefined) kinds.add(kindOf(value));
    }
  }
  return columns;
}

function kindOf(value: unknown): ValueKind {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return typeof value as 'boolean' | 'string';
    case 'number':
      return Number.isSafeInteger(value) ? 'integer' : 'double';
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? 'long' : 'exact';
    default:
      return isPlain(value) ? 'nested' : 'exact';
  }
}

/** Whether `JSON.stringify` can write a value without loss. */
function isPlain(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

function columnsOf(kinds: ReadonlyMap<string, ReadonlySet<ValueKind>>): Column[] {
  // A Parquet table needs columns: without records it gets those that every cleaned text has.
  if (kinds.size === 0) return ['id', 'body'].map((name) => ({ name, type: 'STRING', convert: same }));
  return [...kinds].map(([name, found]) => ({ name, ...typeOf(found) }));
}

function typeOf(kinds: ReadonlySet<ValueKind>): Omit<Column, 'name'> {
  const areOnly = (...all: readonly ValueKind[]) => [...kinds].every((kind) => all.includes(kind));
  if (areOnly('string')) return { type: 'STRING', convert: same };
  if (areOnly('boolean')) return { type: 'BOOLEAN', convert: same };
  if (areOnly('integer', 'long')) return { type: 'INT64', convert: (value) => (isAbsent(value) ? value : BigInt(value as number)) };
  if (areOnly('integer', 'double')) return { type: 'DOUBLE', convert: same };
  if (areOnly('boolean', 'integer', 'double', 'string', 'nested')) return { type: 'JSON', convert: same };
  return { type: 'STRING', convert: (value) => (isAbsent(value) || typeof value === 'string' ? value : jsonOf(value)) };
}

const same = (value: unknown): unknown => value;

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function jsonOf(value: unknown): string {
  return stringifyRecord(value as Row);
}
