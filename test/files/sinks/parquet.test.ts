/** Records written as Parquet are unchanged when read again. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { parquetFromLines } from '../../../src/files/sinks/parquet.js';
import { folderWith, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

interface Column {
  readonly name: string;
  readonly type?: string;
  readonly converted_type?: string;
}

async function written(
  lines: readonly string[],
): Promise<{ rows: Record<string, unknown>[]; columns: Column[]; groups: number; footer: number }> {
  const folder = folderWith({ 'spool.jsonl': lines.map((line) => `${line}\n`).join('') });
  const file = path.join(folder, 'out.parquet');
  await parquetFromLines(path.join(folder, 'spool.jsonl'), file);
  expect(readdirSync(folder).sort()).toEqual(['out.parquet', 'spool.jsonl']);
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  const [, ...columns] = metadata.schema as unknown as Column[];
  return {
    rows: await parquetReadObjects({ file: buffer, metadata }),
    columns,
    groups: metadata.row_groups.length,
    footer: metadata.metadata_length,
  };
}

const json = (...records: readonly object[]) => records.map((record) => JSON.stringify(record));

describe('a column', () => {
  test.each([
    ['strings', ['Steg', '', 'Größe 😀'], 'BYTE_ARRAY', 'UTF8'],
    ['booleans', [true, false, true], 'BOOLEAN', undefined],
    ['numbers', [1, 0.5, -3e300], 'DOUBLE', undefined],
    ['lists and objects', [[1, 'a'], { b: null }, { c: [{ d: 'ß' }] }], 'BYTE_ARRAY', 'JSON'],
    ['mixed types', ['17', 17, true], 'BYTE_ARRAY', 'JSON'],
    ['a string and a list', ['Terhorst', ['Terhorst', 'Ammerling'], null], 'BYTE_ARRAY', 'JSON'],
    ['nulls', [null, null], 'BYTE_ARRAY', 'UTF8'],
  ])('of %s keeps its values', async (_name, values, type, converted) => {
    const { rows, columns } = await written(json(...values.map((x) => ({ x }))));
    expect(rows.map(({ x }) => x)).toEqual(values);
    expect(columns).toEqual([
      expect.objectContaining({ name: 'x', type, ...(converted === undefined ? {} : { converted_type: converted }) }),
    ]);
  });

  test('of integers has 64 bits', async () => {
    const { rows, columns } = await written(['{"x":1}', '{"x":-9007199254740993}', '{"x":9223372036854775807}', '{"x":null}']);
    expect(rows.map(({ x }) => x)).toEqual([1n, -9007199254740993n, 9223372036854775807n, null]);
    expect(columns[0]).toMatchObject({ type: 'INT64' });
  });

  test.each([
    ['more than 64 bits', ['{"x":1}', '{"x":123456789012345678901234567890}'], ['1', '123456789012345678901234567890']],
    ['long fractions', ['{"x":0.12345678901234567890123}', '{"x":2}'], ['0.12345678901234567890123', '2']],
    ['long numbers in objects', ['{"x":{"y":12345678901234567890}}'], ['{"y":12345678901234567890}']],
  ])('of %s is a string with all digits', async (_name, lines, values) => {
    const { rows, columns } = await written(lines);
    expect(rows.map(({ x }) => x)).toEqual(values);
    expect(columns[0]).toMatchObject({ converted_type: 'UTF8' });
  });
});

test('columns are in the order of their first use, with null for records without the field', async () => {
  const { rows, columns } = await written(json({ b: 1.5, a: 'x' }, { c: [], a: 'y' }));
  expect(columns.map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  expect(rows).toEqual([
    { b: 1.5, a: 'x', c: null },
    { b: null, a: 'y', c: [] },
  ]);
});

test.each(['a.b', '', 'größe', 'constructor'])('a field may have the name “%s”', async (name) => {
  const { rows } = await written([`{${JSON.stringify(name)}:"Steg"}`]);
  expect(Object.entries(rows[0])).toEqual([[name, 'Steg']]);
});

test('without records the file has no rows', async () => {
  expect(await written([])).toMatchObject({ rows: [] });
});

test('arbitrary records are unchanged', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const value = fc.oneof(
    text,
    fc.boolean(),
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    fc.array(text, { maxLength: 3 }),
    fc.constant(null),
  );
  const record = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { maxKeys: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
      const { rows, columns } = await written(json(...records));
      const names = columns.map(({ name }) => name);
      fc.pre(records.some((one) => Object.keys(one).length > 0));
      const expected = records.map((one) => Object.fromEntries(names.map((name) => [name, one[name] ?? null])));
      // Integers become bigints, and -0 becomes 0.
      const plain = (data: unknown) => JSON.parse(JSON.stringify(data, (_, one) => (typeof one === 'bigint' ? Number(one) : one)));
      expect(plain(rows)).toEqual(plain(expected));
    }),
    { numRuns: 40 },
  );
});

test('rows are written in groups that fit in memory, and long values do not enlarge the footer', async () => {
  const body = 'Der Gemeinderat von Hohenwiek hat am Montag lange beraten. '.repeat(400);
  const { rows, groups, footer } = await written(
    json(...Array.from({ length: 1200 }, (_, id) => ({ id, body: `${id} ${body}`, verdicts: [{ id, text: body }] }))),
  );
  expect(rows).toHaveLength(1200);
  expect(rows[1199]).toMatchObject({ id: 1199n, verdicts: [{ id: 1199 }] });
  expect(footer).toBeLessThan(10_000);
  expect(groups).toBeGreaterThan(2);
});

test('after an invalid line the old file is unchanged', async () => {
  const folder = folderWith({ 'spool.jsonl': '{"a":1}\nnope\n' });
  writeFileSync(path.join(folder, 'out.parquet'), 'as it was');
  await expect(parquetFromLines(path.join(folder, 'spool.jsonl'), path.join(folder, 'out.parquet'))).rejects.toThrow();
  expect(readFileSync(path.join(folder, 'out.parquet'), 'utf8')).toBe('as it was');
});

test('a file that cannot be renamed leaves no temporary file', async () => {
  const folder = folderWith({ 'spool.jsonl': '{"a":1}\n', 'out.parquet/there': '' });
  await expect(parquetFromLines(path.join(folder, 'spool.jsonl'), path.join(folder, 'out.parquet'))).rejects.toThrow();
  expect(readdirSync(folder).sort()).toEqual(['out.parquet', 'spool.jsonl']);
});
