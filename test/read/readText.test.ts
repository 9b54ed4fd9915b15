/** A plain text is read line by line, and its first lines contain its title. */
import { describe, expect, test } from '@jest/globals';
import { readText } from '../../src/index.js';
import { texts } from '../support/rules.js';

describe('lines', () => {
  test.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['a lone CR', '\r'],
    ['NEL', '\u0085'],
    ['the line separator', '\u2028'],
    ['the paragraph separator', '\u2029'],
    ['a vertical tab', '\u000b'],
    ['a form feed', '\u000c'],
  ])('a line ends with %s, which belongs to it', (_name, end) => {
    const source = `Eins${end}Zwei${end}`;
    expect(readText(source).blocks).toEqual([
      { start: 0, end: 4 + end.length, kind: 'line', text: 'Eins' },
      { start: 4 + end.length, end: source.length, kind: 'line', text: 'Zwei' },
    ]);
  });

  test('a last line without a line end is a line', () => {
    expect(readText('Eins\nZwei').blocks.at(-1)).toEqual({ start: 5, end: 9, kind: 'line', text: 'Zwei' });
  });

  test('CR LF is one line end, LF CR are two', () => {
    expect(readText('Eins\r\nZwei').blocks).toHaveLength(2);
    expect(readText('Eins\n\rZwei').blocks.map((block) => block.kind)).toEqual(['line', 'blank', 'line']);
  });

  test('a line of white space and invisible characters is blank', () => {
    expect(readText(' \t\u00a0\u3000\u200b\u2060\ufeff\n').blocks).toEqual([{ start: 0, end: 8, kind: 'blank', text: '' }]);
  });

  test('white space is collapsed and invisible characters are removed, while the source is unchanged', () => {
    const read = readText('\t Ein\u00a0 Steg\u200b für  Hohen\u00adwiek \n');
    expect(read.blocks[0].text).toBe('Ein Steg für Hohen\u00adwiek');
    expect(read.source).toBe('\t Ein\u00a0 Steg\u200b für  Hohen\u00adwiek \n');
  });

  test('soft hyphens and joiners are kept', () => {
    expect(texts(readText('نمی\u200cخواهم 👩\u200d👧'))).toEqual(['نمی\u200cخواهم 👩\u200d👧']);
  });

  test('a line of more than a million characters causes a warning', () => {
    const read = readText('wort '.repeat(400_000));
    expect(read.blocks).toHaveLength(1);
    expect(read.warnings).toEqual([expect.stringContaining('2 million characters')]);
    expect(readText('wort '.repeat(4000)).warnings).toBeUndefined();
  });
});

describe('texts', () => {
  test('an empty text has no blocks', () => {
    expect(readText('').blocks).toEqual([]);
  });

  test('a text has the id and the site that the caller gives', () => {
    expect(readText('a', { id: 'a.txt', site: 'hohenwieker-bote.example' })).toMatchObject({
      id: 'a.txt',
      site: 'hohenwieker-bote.example',
      format: 'text',
    });
    expect(readText('a').id).toBe('document');
    expect(readText('a')).not.toHaveProperty('site');
  });
});

describe('textHead', () => {
  const LEAD = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
  const TITLE = 'Hohenwiek bekommt einen neuen Steg';
  const metaOf = (...lines: string[]) => readText(lines.join('\n')).meta;

  test('a title below a line with the outlet and the same title is found', () => {
    expect(metaOf(`Hohenwieker Bote - ${TITLE}`, '', TITLE, '', LEAD)).toEqual({
      title: TITLE,
      titles: [TITLE],
      siteName: 'Hohenwieker Bote',
    });
  });

  test.each(['|', '–', '—', '»', '-'])('the outlet after the title and “%s” is found', (mark) => {
    expect(metaOf(`${TITLE} ${mark} Hohenwieker Bote`, TITLE, LEAD)).toMatchObject({ title: TITLE, siteName: 'Hohenwieker Bote' });
  });

  test('a title that occurs twice is found', () => {
    expect(metaOf(TITLE, '12.03.2025', TITLE, LEAD)).toEqual({ title: TITLE, titles: [TITLE] });
  });

  test('a title that recurs with a credit is found', () => {
    expect(metaOf(TITLE, `${TITLE} / Foto: Ruth Ammerling`, LEAD).title).toBe(TITLE);
    expect(metaOf(TITLE, `${TITLE} (Foto: Ruth Ammerling)`, LEAD).title).toBe(TITLE);
  });

  test('date and title of “date 2024-11 Title” are found', () => {
    expect(metaOf(`date 2024-11 ${TITLE}`, LEAD)).toEqual({ date: '2024-11', title: TITLE, titles: [TITLE] });
    expect(metaOf(`date 2024-11-05 ${TITLE}`, LEAD)).toMatchObject({ date: '2024-11-05' });
  });

  test('“date” and a number further down are ignored', () => {
    expect(metaOf(LEAD, `date 2024-11 ${TITLE}`)).toEqual({});
  });

  test('a line that occurs once is not a title', () => {
    expect(metaOf(TITLE, LEAD)).toEqual({});
  });

  test('a line that recurs only once the article has begun is a refrain, not a title', () => {
    expect(metaOf(TITLE, LEAD, TITLE, LEAD)).toEqual({});
  });

  test('a short label that occurs twice is not a title', () => {
    expect(metaOf('Anzeige', 'Anzeige', LEAD)).toEqual({});
  });

  test('a sentence that occurs twice is not a title', () => {
    expect(metaOf('Das war gestern.', 'Das war gestern.', LEAD)).toEqual({});
  });

  test('only the first twelve lines of text are examined', () => {
    const labels = Array.from({ length: 10 }, (_, i) => `Nr. ${i}`);
    expect(metaOf(...labels, TITLE, TITLE, LEAD).title).toBe(TITLE);
    expect(metaOf(...labels, 'Nr. 10', TITLE, TITLE, LEAD).title).toBeUndefined();
  });
});
