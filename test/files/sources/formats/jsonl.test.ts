/** JSON Lines: fields, broken lines, numbers, charsets. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { JsonError, parseJson, stringifyRecord } from '../../../../src/files/records.js';
import type { ReadSettings } from '../../../../src/files/sources/readItems.js';
import { inputOf, itemsOf, summary } from '../../../support/sources.js';

let count = 0;
const read = (content: string | Uint8Array, settings: Partial<ReadSettings> = {}) =>
  itemsOf(inputOf(`${++count}.jsonl`, content), settings);
const readOne = async (record: object, settings?: Partial<ReadSettings>) => (await read(JSON.stringify(record), settings))[0];

describe('a record', () => {
  test('becomes a document that keeps its other fields', async () => {
    const record = { nr: 7, title: 'Glatteis', text: 'Die Straße war glatt.', url: 'https://a.example/b', tags: ['x'], site: 'a.example' };
    const [item] = await itemsOf(inputOf('archiv/winter.jsonl', `${JSON.stringify(record)}\n`));
    expect(item).toEqual({
      name: expect.stringMatching(/archiv\/winter\.jsonl#1$/u),
      relative: 'archiv/winter/1.txt',
      content: 'Die Straße war glatt.',
      format: 'text',
      url: 'https://a.example/b',
      site: 'a.example',
      title: 'Glatteis',
      record: { nr: 7, title: 'Glatteis', url: 'https://a.example/b', tags: ['x'], site: 'a.example' },
      field: 'text',
      fieldIndex: 2,
    });
    expect(Object.keys((item as { record: object }).record)).toEqual(['nr', 'title', 'url', 'tags', 'site']);
  });

  test('may have the common field names in any case, a page taking precedence over a text', async () => {
    expect(await readOne({ Doc_ID: 12, HTML: '<p>Eis', Text: 'Eis' })).toMatchObject({ field: 'HTML', format: 'html', id: '12' });
    expect(await readOne({ html: '', text: 'Eis' })).toMatchObject({ field: 'text', content: 'Eis' });
    expect(await readOne({ html: null, body: 'Eis' })).toMatchObject({ field: 'body', content: 'Eis', format: 'text' });
    expect(await readOne({ content: '<p class="x">Eis</p>' })).toMatchObject({ field: 'content', format: 'html' });
    expect(await readOne({ text: '<p>Eis</p>' })).toMatchObject({ field: 'text', format: 'text' });
    expect(await readOne({ source: 'crawl-7', raw_text: 'Eis' })).not.toHaveProperty('site');
  });

  test('has the fields that the options name', async () => {
    const record = { html: '<p>Eis', text: 'Eis', inhalt: 'Schnee', nr: 'n-1', haus: 'b.example' };
    expect(await readOne(record, { fields: { text: 'inhalt', id: 'nr', site: 'haus' } })).toMatchObject({
      field: 'inhalt',
      format: 'text',
      id: 'n-1',
      site: 'b.example',
      relative: expect.stringMatching(/\/n-1\.txt$/u),
    });
    expect(await readOne(record, { fields: { html: 'inhalt' } })).toMatchObject({ field: 'inhalt', format: 'html' });
    expect(await readOne(record, { fields: { text: 'text', html: 'fehlt' } })).toMatchObject({ field: 'text' });
  });

  test('is read by its own fields, whatever those of the one before', async () => {
    const found = await read(
      '{"text":"a","html":""}\n{"text":"b","html":"<p>c"}\n{"html":"<p>d","text":5}\n{"content":"e"}\n{"text":"f","body":""}\n{"text":"","body":"g"}\n',
    );
    expect(summary(found)).toEqual(['#1 a', '#2 <p>c', '#3 <p>d', '#4 e', '#5 f', '#6 g']);
  });

  test('may have an empty document, so that a pipeline returns a record for each record', async () => {
    expect(await readOne({ id: 1, text: '' })).toMatchObject({ content: '', field: 'text', record: { id: 1 } });
  });

  test('without a document is an error that lists its fields', async () => {
    const bad = await readOne({ id: 3, datum: 'heute' });
    expect(bad).toMatchObject({ record: { id: 3, datum: 'heute' }, relative: expect.stringMatching(/\/3\.txt$/u) });
    expect(summary([bad])[0]).toContain('they are id, datum; name one with --text-field or --html-field');
    expect(summary([await readOne({ a: 1 }, { fields: { text: 'b' } })])).toEqual(['#1 ! it has no field “b”']);
    expect(summary([await readOne({ b: [1] }, { fields: { text: 'b' } })])).toEqual(['#1 ! its field “b” contains a list instead of text']);
    expect(summary([await readOne({ text: null }, { fields: { text: 'text' } })])).toEqual([
      '#1 ! its field “text” contains nothing (null) instead of text',
    ]);
  });

  test('with a document that is too large is an error', async () => {
    const bad = await readOne({ id: 3, text: 'ä'.repeat(1100) }, { maxBytes: 2048 });
    expect(bad).toMatchObject({ record: { id: 3 } });
    expect(summary([bad])).toEqual(['#1 ! larger than 2 kB (--max-bytes)']);
  });

  test('with an id that climbs stays below its folder', async () => {
    for (const [id, place] of [
      ['../../x', 'x.txt'],
      ['/etc/passwd', 'etc/passwd.txt'],
      ['C:\\Windows\\win.ini', 'Windows/win.ini.txt'],
      ['..', '1.txt'],
      ['https://a.example/2024/../b.html?x=../y', 'a.example/b.html_x=_/y.txt'],
      ['seite.html', 'seite.txt'],
    ])
      expect(await readOne({ id, text: 'Eis' })).toMatchObject({ id, relative: `${count}/${place}` });
  });
});

describe('lines', () => {
  test('that are invalid do not affect others, and the error has the column', async () => {
    const found = await read('{"text":"a"}\n{"text":"b",}\n\n  \r\n{"text":\n[1]\n"x"\n{"text":"c"}\r\n{"text":"d"}');
    expect(summary(found)).toEqual([
      '#1 a',
      `#2 ! not valid JSON: Quoted object key expected but got '}' at column 13`,
      "#5 ! not valid JSON: Object value expected after ':' at column 9",
      '#6 ! not a record: a line of JSON Lines is an object, {"text": …}',
      '#7 ! not a record: a line of JSON Lines is an object, {"text": …}',
      '#8 c',
      '#9 d',
    ]);
    expect(found[1]).toMatchObject({ record: {} });
  });

  test('are not required: an empty file has no documents', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n\n')).toEqual([]);
  });

  test('that are huge are skipped in bounded memory', async () => {
    const zipped = gzipSync(Buffer.alloc(20 << 20, 'x'));
    const huge = Array.from({ length: 15 }, () => zipped);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const input = inputOf('riesig.jsonl.gz', Buffer.concat([gzipSync('{"text":"a"}\n{"text":"'), ...huge, gzipSync('"}\n{"text":"b"}\n')]));
    const found = await itemsOf(input, { maxBytes: 4096, onBytes: () => (most = Math.max(most, process.memoryUsage().arrayBuffers)) });
    expect(summary(found)).toEqual(['#1 a', expect.stringMatching(/^#2 ! a line of more than 1052672 bytes/u), '#3 b']);
    expect(most - before).toBeLessThan(120 << 20);
  });

  test('may contain deep nesting, lone surrogates and names of prototype properties', async () => {
    const deep = `{"text":"a","x":${'['.repeat(200_000)}`;
    const found = await read(`${deep}\n{"text":"\\ud800 b","__proto__":{"y":1},"id":"\\udfff"}\n{"constructor":"x","text":"c"}\n`);
    expect(summary(found)[0]).toMatch(/^#1 ! /u);
    expect(summary(found).slice(1)).toEqual(['#2 \ud800 b', '#3 c']);
    expect(found[1].relative).toBe(`${count}/_.txt`);
    expect(stringifyRecord(found[1].record as Record<string, unknown>)).toBe('{"__proto__":{"y":1},"id":"\\udfff"}');
  });

  test('may be UTF-8 with or without a mark, UTF-16 or another charset', async () => {
    const lines = '{"text":"Über Öl"}\n{"text":"Maß"}\n';
    const expected = ['#1 Über Öl', '#2 Maß'];
    expect(summary(await read(`\ufeff${lines}`))).toEqual(expected);
    expect(summary(await read(Buffer.from(`\ufeff${lines}`, 'utf16le')))).toEqual(expected);
    expect(summary(await read(Buffer.from(lines, 'utf16le')))).toEqual(expected);
    expect(summary(await read(Buffer.from(lines, 'latin1')))).toEqual(expected);
    // One line of another charset among many of UTF-8.
    const mixed = Buffer.concat([Buffer.from(lines.repeat(20)), Buffer.from(lines, 'latin1')]);
    expect(summary(await read(mixed)).slice(-2)).toEqual(['#41 Über Öl', '#42 Maß']);
    // Few lines, most of them of another charset.
    const foreign = Buffer.concat([Buffer.from(lines), Buffer.from(lines.repeat(3), 'latin1')]);
    expect(summary(await read(foreign)).map((line) => line.slice(3))).toEqual(
      Array.from({ length: 8 }, (_, i) => expected[i % 2].slice(3)),
    );
    // A character at the boundary of two pieces.
    const cut = `{"text":"${'a'.repeat((1 << 16) - 10)}äöü"}`;
    expect(summary(await read(cut))).toEqual([`#1 ${cut.slice(9, -2)}`]);
  });
});

describe('numbers', () => {
  test('with many digits are written unchanged, as is everything else', () => {
    for (const line of [
      '{"id":12345678901234567890,"a":1,"b":[0.12345678901234567890,-98765432109876543210]}',
      '{"z":9007199254740993,"text":"Nr. 12345678901234567890","a":true,"n":null,"s":"x\\ny"}',
      '{"b":1,"a":{"c":123456789012345678}}',
      '{"a":1,"text":"x"}',
      '{"a":0.30000000000000004}',
      '{"x":"                ","y":1234567890123456789}',
    ])
      expect(stringifyRecord(parseJson(line) as Record<string, unknown>)).toBe(line);
    expect(parseJson('{"a":1234567890123456,"a":12345678901234567}')).toEqual({ a: 12345678901234567n });
  });

  test('are found anywhere in a line', () => {
    for (let at = 0; at < 40; at++) {
      const line = `{"${'x'.repeat(at)}":12345678901234567}`;
      expect(stringifyRecord(parseJson(line) as Record<string, unknown>)).toBe(line);
    }
  });

  test('are distinguished from digits in strings, even after quotes and backslashes', () => {
    for (const text of ['"', '"12345678901234567890', '\\"12345678901234567890\\', '12345678901234567890"\\\\"', '\\', '{"n":1}']) {
      const line = JSON.stringify({ text, n: 0 });
      expect(parseJson(line)).toEqual({ text, n: 0 });
      const long = `${line.slice(0, -2)}12345678901234567891}`;
      expect(parseJson(long)).toEqual({ text, n: 12345678901234567891n });
    }
    expect(() => parseJson('{"n":12345678901234567890,"t":"offen')).toThrow(JsonError);
  });
});
