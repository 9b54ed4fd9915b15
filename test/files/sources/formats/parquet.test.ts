/** Parquet: values of all kinds, groups of rows, compressions, damage. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { describe, expect, test } from '@jest/globals';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { stringifyRecord } from '../../../../src/files/records.js';
import { readItems } from '../../../../src/files/sources/readItems.js';
import { inputOf, itemsOf, SETTINGS, summary } from '../../../support/sources.js';

const bytesOf = (columnData: ColumnSource[], rowGroupSize = 100) => new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize }));
const TEXTS: ColumnSource[] = [
  { name: 'text', data: ['Eis', 'Schnee', 'Tau'], type: 'STRING' },
  { name: 'id', data: ['a', '../../b', ''], type: 'STRING' },
];

describe('a row', () => {
  test('becomes a document that keeps its other fields', async () => {
    const found = await itemsOf(inputOf('alt/w.parquet', bytesOf(TEXTS)));
    expect(summary(found)).toEqual(['#1 Eis', '#2 Schnee', '#3 Tau']);
    expect(found.map(({ relative }) => relative)).toEqual(['alt/w/a.txt', 'alt/w/b.txt', 'alt/w/3.txt']);
    expect(found[0]).toMatchObject({ field: 'text', format: 'text', id: 'a', record: { id: 'a' } });
    expect(summary(await itemsOf(inputOf('ohne-endung', bytesOf(TEXTS)), { fields: { text: 'id' } }))).toEqual([
      '#1 a',
      '#2 ../../b',
      '#3',
    ]);
  });

  test('has values that can be written as JSON', async () => {
    const columns: ColumnSource[] = [
      { name: 'html', data: ['<p>Eis'], type: 'STRING' },
      { name: 'zahl', data: [12345678901234567890n >> 1n], type: 'INT64' },
      { name: 'bruch', data: [0.5], type: 'DOUBLE' },
      { name: 'tag', data: [new Date('2024-02-03T04:05:06Z')], type: 'TIMESTAMP' },
      { name: 'ja', data: [true], type: 'BOOLEAN' },
      { name: 'nichts', data: [undefined], type: 'STRING', nullable: true },
      { name: 'baum', data: [{ a: [1, { b: 'x' }] }], type: 'JSON' },
      { name: 'roh', data: [new Uint8Array([0xff, 0xfe, 0x00])], type: 'BYTE_ARRAY' },
      { name: 'roher_text', data: [new TextEncoder().encode('Öl')], type: 'BYTE_ARRAY' },
    ];
    const [item] = await itemsOf(inputOf('werte.parquet', bytesOf(columns)));
    expect(item).toMatchObject({ field: 'html', format: 'html' });
    expect(stringifyRecord(item.record as Record<string, unknown>)).toBe(
      '{"zahl":6172839450617283945,"bruch":0.5,"tag":"2024-02-03T04:05:06.000Z","ja":true,"nichts":null,"baum":{"a":[1,{"b":"x"}]},"roh":"//4A","roher_text":"Öl"}',
    );
  });

  test('may contain a page as bytes of any charset', async () => {
    const data = [Buffer.from('<p>Öl', 'latin1'), Buffer.from('<p>Öl')];
    const found = await itemsOf(inputOf('bytes.parquet', bytesOf([{ name: 'html', data, type: 'BYTE_ARRAY' }])));
    expect(found).toMatchObject([{ content: new Uint8Array(data[0]) }, { content: '<p>Öl' }]);
  });

  test('that is too large or has no document does not affect others', async () => {
    const data = ['Eis', 'x'.repeat(3000), null, 'Tau'];
    const found = await itemsOf(inputOf('gross.parquet', bytesOf([{ name: 'text', data, type: 'STRING', nullable: true }])), {
      maxBytes: 2048,
    });
    expect(summary(found)).toEqual([
      '#1 Eis',
      '#2 ! larger than 2 kB (--max-bytes)',
      expect.stringMatching(/^#3 ! none of its field names/u),
      '#4 Tau',
    ]);
  });
});

describe('a file', () => {
  const many = (count: number): ColumnSource[] => [
    { name: 'text', data: Array.from({ length: count }, (_, i) => `Satz ${i}, ${Math.sin(i)}`), type: 'STRING' },
  ];

  test('is read row group by row group', async () => {
    let read = 0;
    const bytes = bytesOf(many(20_000), 500);
    const items = readItems(inputOf('gruppen.parquet', bytes), { ...SETTINGS, onBytes: (count) => (read += count) });
    for (let i = 1; i <= 600; i++) expect((await items.next()).value?.name).toMatch(new RegExp(`#${i}$`, 'u'));
    // Recognising the kind of file reads one piece.
    expect(read).toBe(1 << 16);
    let last: string | undefined;
    for await (const { name } of items) last = name;
    expect(last).toMatch(/#20000$/u);
    expect(read).toBe(bytes.length);
  });

  test('may be compressed inside', async () => {
    const zstd = await Zstd.load();
    const compressors = { GZIP: gzipSync, BROTLI: brotliCompressSync, ZSTD: (bytes: Uint8Array) => zstd.compress(bytes) };
    for (const codec of ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD'] as const) {
      const bytes = new Uint8Array(parquetWriteBuffer({ columnData: many(200), codec, ...(codec === 'SNAPPY' ? {} : { compressors }) }));
      expect(summary(await itemsOf(inputOf(`${codec}.parquet`, bytes)))[0]).toBe('#1 Satz 0, 0');
    }
  });

  test('with a damaged row group yields the others', async () => {
    const bytes = bytesOf(many(300), 100);
    bytes.fill(0xff, 4, 60);
    const found = await itemsOf(inputOf('kaputt.parquet', bytes));
    expect(found[0]).toMatchObject({
      name: expect.stringMatching(/#1-100$/u),
      error: { message: expect.stringMatching(/^rows 1 to 100 cannot be read: /u) },
    });
    expect(found).toHaveLength(201);
    expect(found[1].name).toMatch(/#101$/u);
  });

  test('that is truncated is an error', async () => {
    const bytes = bytesOf(TEXTS);
    for (const length of [bytes.length - 1, 100, 4])
      expect(summary(await itemsOf(inputOf('kurz.parquet', bytes.subarray(0, length))))).toEqual([
        expect.stringMatching(/^! the file is damaged or was cut short: the directory at its end/u),
      ]);
  });
});
