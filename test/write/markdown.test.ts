/** Markdown: metadata that YAML readers read, and the article with the headings, lists and quotes of its source. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { clean, compileRules, type Document, readHtml, readText, write } from '../../src/index.js';
import { document } from '../support/arbitraries.js';
import { compiled } from '../support/rules.js';

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';

function markdown(read: Document, rules = compileRules([])): { front: string; body: string } {
  const written = write(read, clean(read, rules), 'md');
  const found = /^---\n([\s\S]*?\n)---\n\n([\s\S]*)$/u.exec(written);
  if (found === null) throw new Error(`no front matter: ${written}`);
  return { front: found[1], body: found[2] };
}

describe('the front matter', () => {
  test('has what is known of the document, its name first', () => {
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
  ])('says “%s” as the text that it is', (title) => {
    const read = readText(SENTENCE);
    expect(parse(markdown({ ...read, meta: { title } }).front)).toEqual({ id: 'document', title });
  });
});

describe('the body', () => {
  test('has headings of their level, lists, quotes and code', () => {
    const read = readHtml(
      `<h2>Streit</h2><p>${SENTENCE}</p><h4>Geld</h4><ul><li>Eins</li><li>Zwei</li></ul><p>Ende.</p><blockquote><p>Erstens.</p><p>Zweitens.</p></blockquote><pre>a = b</pre><ol><li>Drei</li></ol>`,
    );
    expect(markdown(read).body).toBe(
      `## Streit\n\n${SENTENCE}\n\n#### Geld\n\n- Eins\n- Zwei\n\nEnde.\n\n> Erstens.\n\n> Zweitens.\n\n\`\`\`\na = b\n\`\`\`\n\n- Drei\n`,
    );
  });

  test('of a text is its paragraphs', () => {
    expect(markdown(readText(`${SENTENCE}\n\nWie es weitergeht\n${SENTENCE}\n`)).body).toBe(
      `${SENTENCE}\n\nWie es weitergeht\n\n${SENTENCE}\n`,
    );
  });

  test('leaves out what is removed, blocks and spans', () => {
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
  ])('does not let a paragraph become something else: %s', (line, expected) => {
    expect(markdown(readText(line)).body).toBe(`${expected}\n`);
  });

  test('does not let a paragraph become code', () => {
    expect(markdown(readText('```js ist ein Zaun')).body).not.toMatch(/^```/u);
  });

  // The fence of a code block must be longer than any in it.
  test('does not let a code block end in its own first line', () => {
    expect(markdown(readHtml('<pre>``` a</pre>')).body).not.toBe('```\n``` a\n```\n');
  });
});

test('of any document has front matter that reads, and every word of the body', () => {
  fc.assert(
    fc.property(document, (read) => {
      const article = clean(read, compileRules([]));
      const { front, body } = markdown(read);
      expect(parse(front)).toMatchObject({ id: read.id });
      expect(body.replaceAll('\\', '')).toContain(article.body.split('\n\n')[0].replaceAll('\\', ''));
      expect(body.endsWith('\n')).toBe(true);
    }),
    { numRuns: 150 },
  );
});
