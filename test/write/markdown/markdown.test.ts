/** Markdown: front matter that YAML parsers read, and the article with the structure of its source. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { clean, compileRules, type Document, readHtml, readText, write } from '../../../src/index.js';
import { document } from '../../support/arbitraries.js';
import { compiled } from '../../support/rules.js';

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';

function markdown(read: Document, rules = compileRules([])): { front: string; body: string } {
  const written = write(read, clean(read, rules), 'md');
  const found = /^---\n([\s\S]*?\n)---\n\n([\s\S]*)$/u.exec(written);
  if (found === null) throw new Error(`no front matter: ${written}`);
  return { front: found[1], body: found[2] };
}

describe('the front matter', () => {
  test('contains the metadata of the document, its id first', () => {
    const read = readHtml(
      `<html lang="de"><head><meta property="og:title" content="Ein Steg: „neu“ &amp; #1"><meta name="author" content="Alma Terhorst">
      <meta name="date" content="2025-03-12"><meta property="og:site_name" content="Bote"><link rel="canonical" href="https://bote.example/steg"></head><p>${SENTENCE}</p>`,
      { id: 'steg.html' },
    );
    const { front } = markdown(read);
    expect(parse(front)).toEqual({
      id: 'steg.html',
      title: 'Ein Steg: „neu“ & #1',
      author: 'Alma Terhorst',
      date: '2025-03-12',
      siteName: 'Bote',
      language: 'de',
      url: 'https://bote.example/steg',
    });
    expect(front).toMatch(/^id: /u);
  });

  test.each([
    '---',
    'yes',
    '2024-11',
    'a: b',
    '# x',
    "'",
    '"',
    '[x]',
    '{x}',
    '&a',
    '*a',
    '!x',
    '| x',
    '- x',
    '@x',
    '%x',
    'null',
    '~',
    '1e3',
  ])('represents “%s” as that text', (title) => {
    const read = readText(SENTENCE);
    expect(parse(markdown({ ...read, meta: { title } }).front)).toEqual({ id: 'document', title });
  });
});

describe('the body', () => {
  test('has headings with their levels, lists, quotes and code', () => {
    const read = readHtml(
      `<h2>Streit</h2><p>${SENTENCE}</p><h4>Geld</h4><ul><li>Eins</li><li>Zwei</li></ul><p>Ende.</p><blockquote><p>Erstens.</p><p>Zweitens.</p></blockquote><pre>a = b</pre><ol><li>Drei</li></ol>`,
    );
    expect(markdown(read).body).toBe(
      `## Streit\n\n${SENTENCE}\n\n#### Geld\n\n- Eins\n- Zwei\n\nEnde.\n\n> Erstens.\n>\n> Zweitens.\n\n\`\`\`\na = b\n\`\`\`\n\n1. Drei\n`,
    );
  });

  test('of a text consists of its paragraphs', () => {
    expect(markdown(readText(`${SENTENCE}\n\nWie es weitergeht\n${SENTENCE}\n`)).body).toBe(
      `${SENTENCE}\n\nWie es weitergeht\n\n${SENTENCE}\n`,
    );
  });

  test('omits what is removed, blocks and spans', () => {
    const rules = compiled(`
  - { category: ad, remove: block, match: { text: Anzeige } }
  - { category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }`);
    expect(markdown(readHtml(`<ul><li>Eins</li><li>Anzeige</li><li>${SENTENCE} (kd)</li></ul>`), rules).body).toBe(
      `- Eins\n- ${SENTENCE}\n`,
    );
  });

  test.each([
    ['# kein Titel', '\\# kein Titel'],
    ['> kein Zitat', '\\> kein Zitat'],
    ['- keine Liste', '\\- keine Liste'],
    ['+ keine Liste', '\\+ keine Liste'],
    ['* keine Liste', '\\* keine Liste'],
    ['1. keine Liste', '1\\. keine Liste'],
    ['12) keine Liste', '12\\) keine Liste'],
    ['--- kein Strich', '\\--- kein Strich'],
    ['=== kein Titel', '\\=== kein Titel'],
    ['~~~ kein Code', '\\~~~ kein Code'],
    ['12.03.2025 war ein Tag', '12.03.2025 war ein Tag'],
    ['3 - 2 = 1', '3 - 2 = 1'],
  ])('keeps a paragraph from becoming something else: %s', (line, expected) => {
    expect(markdown(readText(line)).body).toBe(`${expected}\n`);
  });

  test('keeps a paragraph from becoming code', () => {
    expect(markdown(readText('```js ist ein Zaun')).body).not.toMatch(/^```/u);
  });

  // The fence must be longer than any run of backticks in the code.
  test('keeps a code block from ending in its own first line', () => {
    expect(markdown(readHtml('<pre>``` a</pre>')).body).not.toBe('```\n``` a\n```\n');
  });
});

describe('the structure of a page', () => {
  const bodyOf = (html: string) => markdown(readHtml(html)).body;

  test.each<[string, string, string]>([
    ['numbers of an ordered list', '<ol start="3"><li>Drei</li><li>Vier</li><li value="9">Neun</li></ol>', '3. Drei\n4. Vier\n9. Neun\n'],
    ['lists in lists', '<ul><li>Eins<ol><li>Boot</li><li>Netz</li></ol></li><li>Zwei</li></ul>', '- Eins\n  1. Boot\n  2. Netz\n- Zwei\n'],
    ['paragraphs of one item', '<ol><li><p>Eins.</p><p>Noch eins.</p></li><li>Zwei</li></ol>', '1. Eins.\n\n   Noch eins.\n\n2. Zwei\n'],
    ['an item whose own text is a list', '<ul><li><ul><li>Eins</li></ul></li></ul>', '- - Eins\n'],
    [
      'descriptions of a term',
      '<dl><dt>Steg</dt><dd>Ein Weg im Wasser.</dd><dt>Boje</dt></dl>',
      '- Steg\n\n  Ein Weg im Wasser.\n\n- Boje\n',
    ],
    ['items with headings as the page’s parts', '<ul><li><h3>Steg</h3><p>Er ist da.</p></li></ul>', '### Steg\n\nEr ist da.\n'],
    ['two quotes', '<blockquote>Eins.</blockquote><blockquote>Zwei.</blockquote>', '> Eins.\n\n> Zwei.\n'],
    ['a list in a quote', '<blockquote><p>So:</p><ul><li>Eins</li><li>Zwei</li></ul></blockquote>', '> So:\n>\n> - Eins\n> - Zwei\n'],
    ['lines and indentation of code', '<pre>\nwenn a:\n    b = 1\n\n    c = 2\n</pre>', '```\nwenn a:\n    b = 1\n\n    c = 2\n```\n'],
    ['code in which each line is an element', '<pre><div>a = 1</div><div>  b = 2</div></pre>', '```\na = 1\n  b = 2\n```\n'],
    ['line breaks in code', '<pre>a = 1<br>b = 2</pre>', '```\na = 1\nb = 2\n```\n'],
    ['two code blocks', '<pre>a = 1</pre><pre>b = 2</pre>', '```\na = 1\n```\n\n```\nb = 2\n```\n'],
    ['code in an item', '<ul><li><p>So:</p><pre>a\n\nb</pre></li></ul>', '- So:\n\n  ```\n  a\n\n  b\n  ```\n'],
    ['code in the line', '<p>Mit <code>a_b *c*</code> geht es.</p>', 'Mit `a_b *c*` geht es.\n'],
    ['backticks of code in the line', '<p>Mit <code>`a</code> geht es.</p>', 'Mit `` `a `` geht es.\n'],
    ['a line break', '<p>Rauschend steigt<br>die Flut am Steg.</p>', 'Rauschend steigt\\\ndie Flut am Steg.\n'],
    ['a line end of the source as a space', '<p>Rauschend steigt\ndie Flut am Steg.</p>', 'Rauschend steigt die Flut am Steg.\n'],
    ['a line after a break, escaped if it begins like a list item', '<p>Steg<br>- Boje</p>', 'Steg\\\n\\- Boje\n'],
    ['a line break in a heading as a space', '<h2>Steg<br>und Boje</h2>', '## Steg und Boje\n'],
    ['number signs at the end of a heading, escaped', '<h2>Steg ##</h2>', '## Steg \\##\n'],
  ])('of the source is kept: %s', (_, html, expected) => {
    expect(bodyOf(html)).toBe(expected);
  });

  test.each<[string, string, string]>([
    [
      'with a header row',
      '<table><tr><th>Ort</th><th>Boote</th></tr><tr><td>Hohenwiek</td><td>12</td></tr></table>',
      '| Ort | Boote |\n| --- | --- |\n| Hohenwiek | 12 |\n',
    ],
    [
      'without header cells',
      '<table><tr><td>Ort</td><td>Boote</td></tr><tr><td>Ahlen</td><td>3</td></tr></table>',
      '| Ort | Boote |\n| --- | --- |\n| Ahlen | 3 |\n',
    ],
    [
      'with heads at its side alone',
      '<table><tr><th>Ort</th><td>Ahlen</td></tr><tr><th>Boote</th><td>3</td></tr></table>',
      '|  |  |\n| --- | --- |\n| Ort | Ahlen |\n| Boote | 3 |\n',
    ],
    [
      'with empty cells',
      '<table><tr><td>Ort</td><td>Boote</td></tr><tr><td></td><td>3</td></tr></table>',
      '| Ort | Boote |\n| --- | --- |\n|  | 3 |\n',
    ],
    [
      'with cells over two columns',
      '<table><tr><td>Ort</td><td>alt</td><td>neu</td></tr><tr><td colspan="2">Ahlen</td><td>3</td></tr></table>',
      '| Ort | alt | neu |\n| --- | --- | --- |\n| Ahlen |  | 3 |\n',
    ],
    [
      'with bars and paragraphs in its cells',
      '<table><tr><td>a|b</td><td><p>c</p><p>d</p></td></tr><tr><td>e<br>f</td><td>g</td></tr></table>',
      '| a\\|b | c d |\n| --- | --- |\n| e f | g |\n',
    ],
  ])('a table %s', (_, html, expected) => {
    expect(bodyOf(html)).toBe(expected);
  });

  test.each([
    ['of one column', '<table><tr><td>Eins</td></tr><tr><td>Zwei</td></tr></table>'],
    ['of one row', '<table><tr><td>Eins</td><td>Zwei</td></tr></table>'],
    ['with a heading', '<table><tr><td>Eins</td><td>Zwei</td></tr><tr><td><h2>Steg</h2></td><td>Drei</td></tr></table>'],
    [
      'with another in it',
      '<table><tr><td>Eins</td><td>Zwei</td></tr><tr><td><table><tr><td>Steg</td></tr></table></td><td>Drei</td></tr></table>',
    ],
    [
      'with a piece of the article',
      `<table><tr><td>Eins</td><td>Zwei</td></tr><tr><td>Drei</td><td>${SENTENCE.repeat(6)}</td></tr></table>`,
    ],
  ])('is no table: one %s', (_, html) => {
    expect(bodyOf(html)).not.toContain('|');
    expect(bodyOf(html)).toMatch(/^Eins\n\n/u);
  });
});

describe('characters that have a meaning in Markdown', () => {
  test.each([
    ['Das *war* so', 'Das \\*war\\* so'],
    ['Das _war_ so', 'Das \\_war\\_ so'],
    ['2 * 3 und a_b', '2 * 3 und a_b'],
    ['ein `Zaun`', 'ein \\`Zaun\\`'],
    ['ein <b>Zaun', 'ein \\<b>Zaun'],
    ['1 < 2', '1 < 2'],
    ['[Steg](weg)', '[Steg\\](weg)'],
    ['[Steg] am Hafen', '[Steg] am Hafen'],
    ['&amp; und R&D', '\\&amp; und R&D'],
    ['C:\\Boote\\*', 'C:\\Boote\\\\\\*'],
    ['2.', '2\\.'],
  ])('are escaped: %s', (line, expected) => {
    expect(markdown(readText(line)).body).toBe(`${expected}\n`);
  });
});

const lettersOf = (text: string) => text.replace(/\P{L}/gu, '');

test('any document has readable front matter, and every letter of the body', () => {
  fc.assert(
    fc.property(document, (read) => {
      const article = clean(read, compileRules([]));
      const { front, body } = markdown(read);
      expect(parse(front)).toMatchObject({ id: read.id });
      expect(lettersOf(body)).toBe(lettersOf(article.body));
      expect(body.endsWith('\n')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
