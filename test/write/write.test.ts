/** The forms text, record and source: each contains what it must, and nothing else. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CleanArticle,
  clean,
  compileRules,
  type Document,
  OUTPUT_FORMATS,
  readHtml,
  readText,
  sourceRanges,
  write,
} from '../../src/index.js';
import { anyRules, document } from '../support/arbitraries.js';
import { compiled, compiledRules } from '../support/rules.js';

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const rules = compiled(`
  - { id: ad, category: ad, remove: block, match: { text: Anzeige } }
  - { id: sign, category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }
  - { id: stay, keep: Empfohlen }`);

function written(read: Document, format: (typeof OUTPUT_FORMATS)[number]): string {
  return write(read, clean(read, rules), format);
}

describe('the text form', () => {
  test('is the body alone: one line per paragraph, blank lines between, a line end at the end', () => {
    expect(written(readText(`Anzeige\r\n  ${SENTENCE} (kd)\r\n\r\n\r\n Wie  es weitergeht\r\nAnzeige`), 'txt')).toBe(
      `${SENTENCE}\n\nWie es weitergeht\n`,
    );
  });

  test('is the same for a page as for the text on it', () => {
    expect(written(readHtml(`<p>Anzeige</p><p>${SENTENCE} (kd)</p><h2>Wie es&nbsp;weitergeht</h2>`), 'txt')).toBe(
      `${SENTENCE}\n\nWie es weitergeht\n`,
    );
  });

  test('is empty for an empty body', () => {
    expect(written(readText(' \n\n'), 'txt')).toBe('');
  });
});

describe('the record form', () => {
  const read = readHtml(
    `<html lang="de"><head><title>Ein Steg</title></head><body><p>Anzeige</p> <p>${SENTENCE} (kd)</p><p>Empfohlen</p></body></html>`,
    { id: 'steg.html' },
  );
  const source = (from: string, to: string) => [read.source.indexOf(from), read.source.indexOf(to) + to.length];

  test('contains the article and, for each block with text, its verdict, range, kind and text', () => {
    const record = JSON.parse(written(read, 'json')) as CleanArticle;
    const { meta: _, verdicts, ...rest } = record;
    expect(rest).toEqual({ id: 'steg.html', title: 'Ein Steg', body: `${SENTENCE}\n\nEmpfohlen`, notes: [] });
    expect(record.meta).toEqual({ title: 'Ein Steg', titles: ['Ein Steg'], language: 'de' });
    expect(verdicts).toHaveLength(3);
    const [adStart, adEnd] = source('<p>Anzeige', 'Anzeige</p>');
    expect(verdicts[0]).toEqual({
      block: 1,
      action: 'remove',
      reasons: [{ witness: 'person', ruleId: 'ad', category: 'ad', confidence: 0.95, message: 'reads “Anzeige”' }],
      start: adStart,
      end: adEnd,
      kind: 'paragraph',
      text: 'Anzeige',
    });
    const [signStart, signEnd] = source(' (kd)', ' (kd)');
    expect(verdicts[1]).toMatchObject({
      action: 'keep',
      text: `${SENTENCE} (kd)`,
      spans: [{ start: signStart, end: signEnd, reason: { ruleId: 'sign' } }],
    });
    expect(verdicts[2]).toMatchObject({ action: 'keep', text: 'Empfohlen', reasons: [{ ruleId: 'stay' }] });
  });

  test('on one line contains the same as the indented one', () => {
    const line = written(read, 'jsonl');
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toContain('\n');
    expect(JSON.parse(line)).toEqual(JSON.parse(written(read, 'json')));
  });

  test('is a single line, even if the text has separators that some readers take for line ends', () => {
    const line = written(readHtml(`<p>a\u2028b\u0085c</p><pre>d\ne</pre>`), 'jsonl');
    expect(line.split('\n')).toHaveLength(2);
    expect(JSON.parse(line)).toMatchObject({ body: 'a b\u0085c\n\nd e' });
  });
});

describe('the source form', () => {
  test('of a page has the removed ranges cut out, and everything else byte for byte', () => {
    const source = `<!DOCTYPE html>\r\n<body  class='x'><p>Anzeige</p>\n<!-- bleibt --><p >${SENTENCE}&nbsp;(kd)</p>\t<script>a<b</script></body>`;
    expect(written(readHtml(source), 'html')).toBe(
      `<!DOCTYPE html>\r\n<body  class='x'>\n<!-- bleibt --><p >${SENTENCE}</p>\t<script>a<b</script></body>`,
    );
  });

  test('of a text has the removed lines cut out, including their line ends', () => {
    expect(written(readText(`\ufeff${SENTENCE}\r\nAnzeige\r\n\r\nEnde`), 'html')).toBe(`\ufeff${SENTENCE}\r\n\r\nEnde`);
  });

  test('without rules is the source itself', () => {
    fc.assert(
      fc.property(document, (read) => {
        expect(write(read, clean(read, compileRules([]), { vote: false }), 'html')).toBe(read.source);
      }),
    );
  });

  test('consists of the kept ranges, whatever the rules are', () => {
    fc.assert(
      fc.property(document, anyRules, (read, list) => {
        const article = clean(read, compiledRules(list));
        const cut = sourceRanges(read, article.verdicts)
          .filter((range) => range.removed !== undefined)
          .toReversed()
          .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), read.source);
        expect(write(read, article, 'html')).toBe(cut);
      }),
      { numRuns: 200 },
    );
  });
});

describe('every form', () => {
  test('of a document with text ends with a line end, or as its source does', () => {
    fc.assert(
      fc.property(document, anyRules, (read, list) => {
        fc.pre(read.blocks.some((block) => block.text !== ''));
        const article = clean(read, compiledRules(list));
        for (const format of OUTPUT_FORMATS) if (format !== 'html') expect(write(read, article, format).endsWith('\n')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('leaves document and article unchanged', () => {
    const read = readHtml(`<p>Anzeige</p><p>${SENTENCE} (kd)</p>`);
    const article = clean(read, rules);
    const before = JSON.stringify([read, article]);
    for (const format of OUTPUT_FORMATS) write(read, article, format);
    expect(JSON.stringify([read, article])).toBe(before);
  });
});
