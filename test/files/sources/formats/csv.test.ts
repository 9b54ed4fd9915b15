/** CSV and TSV: delimiters, quotes, rows of several lines, ragged rows, charsets. */
import { describe, expect, test } from '@jest/globals';
import type { ReadSettings } from '../../../../src/files/sources/readItems.js';
import { inputOf, itemsOf, summary } from '../../../support/sources.js';

let count = 0;
const read = (content: string | Uint8Array, settings: Partial<ReadSettings> = {}, ending = 'csv') =>
  itemsOf(inputOf(`${++count}.${ending}`, content), settings);

describe('a row', () => {
  test('becomes a document that keeps its other fields', async () => {
    const found = await itemsOf(
      inputOf('liste/winter.csv', 'nr,title,text,id\r\n1,Eis,"Der ""See"", sagt man,\r\n\r\nträgt.",a/b\r\n2,Tau,Er trägt nicht.,..\r\n'),
    );
    expect(found).toEqual([
      {
        name: expect.stringMatching(/liste\/winter\.csv#1$/u),
        relative: 'liste/winter/a/b.txt',
        content: 'Der "See", sagt man,\r\n\r\nträgt.',
        format: 'text',
        id: 'a/b',
        title: 'Eis',
        record: { nr: '1', title: 'Eis', id: 'a/b' },
        field: 'text',
        fieldIndex: 2,
      },
      expect.objectContaining({ relative: 'liste/winter/2.txt', content: 'Er trägt nicht.' }),
    ]);
  });

  test('is split at the delimiter of the header', async () => {
    const expected = ['#1 Eis, Schnee; Tau'];
    expect(summary(await read('nr;text\n1;"Eis, Schnee; Tau"\n'))).toEqual(expected);
    expect(summary(await read('nr\ttext\n1\tEis, Schnee; Tau\n'))).toEqual(expected);
    expect(summary(await read('nr\ttext, wie\n1\tEis\n', { fields: { text: 'text, wie' } }, 'tsv'))).toEqual(['#1 Eis']);
    expect(summary(await read('"nr; Jahr","text"\n1,Eis\n'))).toEqual(['#1 Eis']);
  });

  test('that is ragged does not affect others', async () => {
    const found = await read('nr,text\n1\n2,Eis,und mehr\n\n3,Tau\n');
    expect(summary(found)).toEqual(['#1 ! it has 1 fields, and the header has 2', '#2 ! it has 3 fields, and the header has 2', '#3 Tau']);
    expect(found[1].record).toEqual({ nr: '2', text: 'Eis', 'column 3': 'und mehr' });
  });

  test('with stray quotes does not affect others', async () => {
    expect(summary(await read('nr,text\n1,ein 5" Rohr\n2,Eis\n3,"Tau"\n'))).toEqual(['#1 ein 5" Rohr', '#2 Eis', '#3 Tau']);
    expect(summary(await read('nr,text\n1,Eis\n2,"nie geschlossen\n3,Tau\n'))).toEqual([
      '#1 Eis',
      '#2 ! a quotation mark is opened in this row and never closed',
      '#3 Tau',
    ]);
  });

  test('may have fields with equal names and names of prototype properties', async () => {
    const [item] = await read('text,text,__proto__\nEis,Tau,x\n');
    expect(JSON.stringify(item.record)).toBe('{"text_2":"Tau","__proto__":"x"}');
  });

  test('keeps its own number, even among many', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},"Satz ${i}\nund ${'Ende '.repeat(20)}"\n`).join('');
    const found = await read(`nr,text\n${rows}`);
    expect(found).toHaveLength(3000);
    expect(found.map((item) => (item.record as { nr: string }).nr)).toEqual(Array.from({ length: 3000 }, (_, i) => `${i}`));
    expect(found[2999].name).toMatch(/#3000$/u);
  });
});

test('a file without rows has no documents', async () => {
  expect(await read('')).toEqual([]);
  expect(await read('nr,text\n')).toEqual([]);
});

test('the charset may be UTF-8 with or without a mark, UTF-16, or guessed from the text', async () => {
  const rows = 'nr;text\n1;Über Öl\n2;Maß und Größe\n';
  const expected = ['#1 Über Öl', '#2 Maß und Größe'];
  for (const bytes of [
    Buffer.from(rows),
    Buffer.from(`\ufeff${rows}`),
    Buffer.from(`\ufeff${rows}`, 'utf16le'),
    Buffer.from(`\ufeff${rows}`, 'utf16le').swap16(),
    Buffer.from(rows, 'utf16le'),
    Buffer.from(rows, 'latin1'),
    Buffer.from(rows.replaceAll('\n', '\r'), 'latin1'),
  ])
    expect(summary(await read(bytes))).toEqual(expected);
  // The first character beyond ASCII may occur late, and at the end of a piece.
  for (const bytes of [Buffer.from(`text\n${'a'.repeat((1 << 16) - 6)}ä`), Buffer.from(`text\n${'a'.repeat((1 << 16) - 6)}ä`, 'latin1')])
    expect(summary(await read(bytes))).toEqual([`#1 ${'a'.repeat((1 << 16) - 6)}ä`]);
});
