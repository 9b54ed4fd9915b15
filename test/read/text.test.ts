/** A plain text is read line by line, and its head tells its title. */
import { describe, expect, test } from '@jest/globals';
import { readText } from '../../src/index.js';
import { texts } from '../support/rules.js';

describe('a line', () => {
  test.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['a lone CR', '\r'],
    ['NEL', '\u0085'],
    ['the line separator', '\u2028'],
    ['the paragraph separator', '\u2029'],
    ['a vertical tab', '\u000b'],
    ['a form feed', '\u000c'],
  ])('ends with %s, which belongs to it', (_name, end) => {
    const source = `Eins${end}Zwei${end}`;
    expect(readText(source).blocks).toEqual([
      { start: 0, end: 4 + end.length, kind: 'line', text: 'Eins' },
      { start: 4 + end.length, end: source.length, kind: 'line', text: 'Zwei' },
    ]);
  });

  test('without an end at the end of the text is a line all the same', () => {
    expect(readText('Eins\nZwei').blocks.at(-1)).toEqual({ start: 5, end: 9, kind: 'line', text: 'Zwei' });
  });

  test('end of CR LF is one end, LF CR are two', () => {
    expect(readText('Eins\r\nZwei').blocks).toHaveLength(2);
    expect(readText('Eins\n\rZwei').blocks.map((block) => block.kind)).toEqual(['line', 'blank', 'line']);
  });

  test('of white space and characters that nobody sees is a blank', () => {
    expect(readText(' \t\u00a0\u3000\u200b\u2060\ufeff\n').blocks).toEqual([{ start: 0, end: 8, kind: 'blank', text: '' }]);
  });

  test('shows its text with white space folded and invisible characters left out, its source unchanged', () => {
    const read = readText('\t Ein\u00a0 Steg\u200b für  Hohen\u00adwiek \n');
    expect(read.blocks[0].text).toBe('Ein Steg für Hohen\u00adwiek');
    expect(read.source).toBe('\t Ein\u00a0 Steg\u200b für  Hohen\u00adwiek \n');
  });

  test('keeps soft hyphens, and the joiners that spell a word or an emoji', () => {
    expect(texts(readText('نمی\u200cخواهم 👩\u200d👧'))).toEqual(['نمی\u200cخواهم 👩\u200d👧']);
  });

  test('of more than a million characters comes with a warning', () => {
    const read = readText('wort '.repeat(400_000));
    expect(read.blocks).toHaveLength(1);
    expect(read.warnings).toEqual([expect.stringContaining('2 million characters')]);
    expect(readText('wort '.repeat(4000)).warnings).toBeUndefined();
  });
});

describe('a text', () => {
  test('of nothing has no blocks', () => {
    expect(readText('').blocks).toEqual([]);
  });

  test('is named by the caller, and bears the site that the caller says', () => {
    expect(readText('a', { id: 'a.txt', site: 'hohenwieker-bote.example' })).toMatchObject({
      id: 'a.txt',
      site: 'hohenwieker-bote.example',
      format: 'text',
    });
    expect(readText('a').id).toBe('document');
    expect(readText('a')).not.toHaveProperty('site');
  });
});

describe('the head of a text', () => {
  const LEAD = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
  const TITLE = 'Hohenwiek bekommt einen neuen Steg';
  const metaOf = (...lines: string[]) => readText(lines.join('\n')).meta;

  test('tells a title that stands under a masthead with the outlet before it', () => {
    expect(metaOf(`Hohenwieker Bote - ${TITLE}`, '', TITLE, '', LEAD)).toEqual({
      title: TITLE,
      titles: [TITLE],
      siteName: 'Hohenwieker Bote',
    });
  });

  test.each(['|', '–', '—', '»', '-'])('tells the outlet behind the title, behind “%s”', (mark) => {
    expect(metaOf(`${TITLE} ${mark} Hohenwieker Bote`, TITLE, LEAD)).toMatchObject({ title: TITLE, siteName: 'Hohenwieker Bote' });
  });

  test('tells a title that is said twice', () => {
    expect(metaOf(TITLE, '12.03.2025', TITLE, LEAD)).toEqual({ title: TITLE, titles: [TITLE] });
  });

  test('tells a title that stands again with a credit behind it', () => {
    expect(metaOf(TITLE, `${TITLE} / Foto: Ruth Ammerling`, LEAD).title).toBe(TITLE);
    expect(metaOf(TITLE, `${TITLE} (Foto: Ruth Ammerling)`, LEAD).title).toBe(TITLE);
  });

  test('tells date and title of “date 2024-11 Title”', () => {
    expect(metaOf(`date 2024-11 ${TITLE}`, LEAD)).toEqual({ date: '2024-11', title: TITLE, titles: [TITLE] });
    expect(metaOf(`date 2024-11-05 ${TITLE}`, LEAD)).toMatchObject({ date: '2024-11-05' });
  });

  test('tells nothing where the words “date” and a number begin a line further down', () => {
    expect(metaOf(LEAD, `date 2024-11 ${TITLE}`)).toEqual({});
  });

  test('tells no title where a line stands once', () => {
    expect(metaOf(TITLE, LEAD)).toEqual({});
  });

  test('tells no title where a line recurs only after the article has begun: that is a refrain', () => {
    expect(metaOf(TITLE, LEAD, TITLE, LEAD)).toEqual({});
  });

  test('tells no title from a short label said twice', () => {
    expect(metaOf('Anzeige', 'Anzeige', LEAD)).toEqual({});
  });

  test('tells no title from sentences said twice', () => {
    expect(metaOf('Das war gestern.', 'Das war gestern.', LEAD)).toEqual({});
  });

  test('is looked for in the first twelve lines of text', () => {
    const labels = Array.from({ length: 10 }, (_, i) => `Nr. ${i}`);
    expect(metaOf(...labels, TITLE, TITLE, LEAD).title).toBe(TITLE);
    expect(metaOf(...labels, 'Nr. 10', TITLE, TITLE, LEAD).title).toBeUndefined();
  });
});
