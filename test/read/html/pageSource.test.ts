/** A page's source is its decoded text, whoever asks for it and however the page was given. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanWith, compileRules, loadPacks, readHtml } from '../../../src/index.js';
import { utf8Units } from '../../../src/text/bytes/charset.js';

const SOURCE = '<title>Hafen</title><p>Die „Bauarbeiten“ am Häfen 😀 beginnen.</p>';
const bytes = () => Buffer.from(SOURCE);

describe('the source of a page', () => {
  test('is its text, from a string and from bytes', () => {
    expect(readHtml(SOURCE).source).toBe(SOURCE);
    const page = readHtml(bytes());
    expect(page.source).toBe(SOURCE);
    expect(page.source).toBe(SOURCE);
    expect(page.blocks.map(({ start, end }) => page.source.slice(start, end)).join('')).toBe(SOURCE);
  });

  test('does not depend on what becomes of the bytes', () => {
    const given = bytes();
    const page = readHtml(given);
    given.fill(0x20);
    expect(page.source).toBe(SOURCE);
  });

  test('is plain data for copies, for JSON and for other threads', () => {
    expect({ ...readHtml(bytes()) }.source).toBe(SOURCE);
    expect(JSON.parse(JSON.stringify(readHtml(bytes()))).source).toBe(SOURCE);
    expect(structuredClone(readHtml(bytes())).source).toBe(SOURCE);
    expect(Object.freeze(readHtml(bytes())).source).toBe(SOURCE);
    expect(Object.keys(readHtml(bytes()))).toEqual(Object.keys(readHtml(SOURCE)));
    expect(readHtml(bytes())).toEqual({ ...readHtml(SOURCE), meta: { ...readHtml(SOURCE).meta, charset: 'utf-8' } });
  });

  test('is not made by cleaning a page of which the model is sure', async () => {
    const text = '<p>Die Bauarbeiten am Hafen beginnen im Mai, teilte die Stadt am Montag mit, und sie dauern bis in den Herbst.</p>';
    const page = readHtml(Buffer.from(`<h1>Hafen</h1><article>${text.repeat(9)}</article><nav>Start</nav>`));
    const { article } = await cleanWith(page, compileRules(loadPacks()));
    expect(article.body).toContain('Die Bauarbeiten');
    expect(Object.getOwnPropertyDescriptor(page, 'source')?.get).toBeDefined();
  });

  test.each([
    ['a byte order mark', Buffer.from(`\ufeff${SOURCE}`), `\ufeff${SOURCE}`],
    ['UTF-16', Buffer.from(`\ufeff${SOURCE}`, 'utf16le'), `\ufeff${SOURCE}`],
    ['windows-1252', Buffer.from('<p>Häfen</p>', 'latin1'), '<p>Häfen</p>'],
    ['part of a larger buffer', Buffer.from(`xyz${SOURCE}xyz`).subarray(3, 3 + Buffer.byteLength(SOURCE)), SOURCE],
    ['nothing', new Uint8Array(0), ''],
  ])('is read from %s', (_what, given, source) => {
    expect(readHtml(given).source.replace(/^\ufeff/u, '')).toBe(source.replace(/^\ufeff/u, ''));
  });
});

test('units are those of the string, of valid UTF-8 alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const units = utf8Units(Buffer.from(text));
      if (text.includes('\0') || text.startsWith('\ufeff')) expect(units).toBeUndefined();
      else expect(String.fromCharCode(...(units ?? []))).toBe(text);
    }),
  );
  expect(utf8Units(Buffer.from([0x61, 0xff]))).toBeUndefined();
  expect(utf8Units(Buffer.from([0xef, 0xbb, 0xbf, 0x61]))).toBeUndefined();
});
