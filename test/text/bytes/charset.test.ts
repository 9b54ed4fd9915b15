/** Bytes are decoded in the charset that they are really in, whatever their labels say; binary data is refused. */
import { describe, expect, test } from '@jest/globals';
import { NotTextError, readHtml, readText } from '../../../src/index.js';
import { bytesOf, encode, encodeUtf16 } from '../../support/encode.js';
import { texts } from '../../support/rules.js';

const GERMAN =
  'Die Bürger von Nüsseburg hörten zu. Schön, sagte Käthe Größl, und ging für heute nach Hause. Über die Straße lief ein Fuchs.';
const POLISH =
  'Gdyby nie łódź rybaków, nikt nie zdążyłby na wyspę. Właśnie dlatego kładą teraz nową przystań. Ludzie są wdzięczni, że ktoś wreszcie coś zrobił.';
const RUSSIAN = 'Пароход отошёл от берега в полдень и вернулся только на следующее утро, без капитана и без половины груза.';

describe('charsets of texts', () => {
  test('valid UTF-8 is read as UTF-8', () => {
    const read = readText(bytesOf(GERMAN));
    expect(read.source).toBe(GERMAN);
    expect(read.meta.charset).toBe('utf-8');
    expect(read.warnings).toBeUndefined();
  });

  test.each([
    ['ASCII', 'Steg'],
    ['Latin-1', 'Größe ÿ'],
    ['two bytes a character', 'Größe łódź Ā'],
    ['three', '„Größe“ – 中'],
    ['four', 'Steg 😀'],
    ['nothing', ''],
    ['a single zero', `${GERMAN}\0`],
  ])('valid UTF-8 is read whatever characters it contains: %s', (_name, text) => {
    const padded = bytesOf('xx', text).subarray(2);
    expect(readText(padded).source).toBe(text);
  });

  test('a UTF-8 byte order mark is kept in the source, but not in the text', () => {
    const read = readText(bytesOf([0xef, 0xbb, 0xbf], GERMAN));
    expect(read.source).toBe(`\ufeff${GERMAN}`);
    expect(texts(read)).toEqual([GERMAN]);
    expect(read.meta.charset).toBe('utf-8');
  });

  test('a text that consists of a byte order mark is blank', () => {
    expect(readText(bytesOf([0xef, 0xbb, 0xbf])).blocks).toEqual([{ start: 0, end: 1, kind: 'blank', text: '' }]);
  });

  test.each([
    ['little', 'le', [0xff, 0xfe]],
    ['big', 'be', [0xfe, 0xff]],
  ] as const)('UTF-16, %s end first, is recognised by its byte order mark', (_name, order, mark) => {
    const read = readText(bytesOf(mark, encodeUtf16(GERMAN, order)));
    expect(texts(read)).toEqual([GERMAN]);
    expect(read.meta.charset).toBe(`utf-16${order}`);
  });

  test.each(['le', 'be'] as const)('UTF-16%s without a byte order mark is recognised by its zero bytes', (order) => {
    const read = readText(encodeUtf16(`${GERMAN}\n${GERMAN}\n`, order));
    expect(texts(read)).toEqual([GERMAN, GERMAN]);
    expect(read.meta.charset).toBe(`utf-16${order}`);
  });

  test.each([
    ['German in windows-1252', 'windows-1252', GERMAN],
    ['Polish in ISO-8859-2', 'iso-8859-2', POLISH],
    ['Russian in windows-1251', 'windows-1251', RUSSIAN],
    ['Russian in KOI8-R', 'koi8-r', RUSSIAN],
  ])('a text without a declared charset is decoded by the detector: %s', (_name, label, text) => {
    const read = readText(encode(label, text));
    expect(read.source).toBe(text);
    expect(read.meta.charset).toBe(label);
  });

  // Node's TextDecoder (20.18.3 to 20.20, nodejs/node#56542) reads windows-1252 as Latin-1: quotes, dashes and the euro
  // sign become control characters, and the ellipsis becomes NEL, which ends a line.
  test('quotes, dashes and ellipses of windows-1252 are decoded', () => {
    const text = `${GERMAN} „Mal sehen …“, sagte sie – und zahlte 5 € für Anaïs’ Kaffee.`;
    expect(texts(readText(encode('windows-1252', text)))).toEqual([text]);
  });

  test('a text given as a string has no charset', () => {
    expect(readText(GERMAN).meta.charset).toBeUndefined();
  });

  test('bytes and strings give the same blocks', () => {
    const source = `${GERMAN}\r\n\r\n${POLISH}\n`;
    expect(readText(bytesOf(source)).blocks).toEqual(readText(source).blocks);
  });
});

describe('charsets of pages', () => {
  const page = (head: string, body = GERMAN) =>
    `<!DOCTYPE html><html><head>${head}<title>Nüsseburg</title></head><body><p>${body}</p></body></html>`;

  test('valid UTF-8 is read as UTF-8, even if an old label says otherwise', () => {
    const read = readHtml(bytesOf(page('<meta charset="iso-8859-1">')));
    expect(texts(read)).toEqual([GERMAN]);
    expect(read.meta.charset).toBe('utf-8');
  });

  test('a byte order mark takes precedence over a label', () => {
    const read = readHtml(bytesOf([0xff, 0xfe], encodeUtf16(page('<meta charset="windows-1252">'), 'le')));
    expect(texts(read)).toEqual([GERMAN]);
    expect(read.meta.charset).toBe('utf-16le');
  });

  test('UTF-16 without a byte order mark is recognised by its zero bytes', () => {
    expect(texts(readHtml(encodeUtf16(page(''), 'be')))).toEqual([GERMAN]);
  });

  test.each([
    ['a meta element', '<meta charset="iso-8859-2">'],
    ['a meta element without quotes', '<meta charset=iso-8859-2 >'],
    ['the older meta element', '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">'],
  ])('the charset declared in %s is used', (_name, head) => {
    const read = readHtml(encode('iso-8859-2', page(head, POLISH)));
    expect(texts(read)).toEqual([POLISH]);
    expect(read.meta.charset).toBe('iso-8859-2');
    expect(read.warnings).toBeUndefined();
  });

  test('the charset of the XML declaration is used', () => {
    const read = readHtml(encode('iso-8859-2', `<?xml version="1.0" encoding="ISO-8859-2"?>\n${page('', POLISH)}`));
    expect(texts(read)).toEqual([POLISH]);
  });

  test('declared Latin-1 is read as windows-1252, as browsers do', () => {
    const read = readHtml(encode('windows-1252', page('<meta charset="iso-8859-1">')));
    expect(texts(read)).toEqual([GERMAN]);
    expect(read.meta.charset).toBe('windows-1252');
  });

  test('a page without a declared charset is read as windows-1252', () => {
    const read = readHtml(encode('windows-1252', page('')));
    expect(texts(read)).toEqual([GERMAN]);
    expect(read.meta.charset).toBe('windows-1252');
  });

  // As above: nodejs/node#56542.
  test.each(['', '<meta charset="windows-1252">', '<meta charset="iso-8859-1">'])(
    'quotes, dashes and ellipses of windows-1252 are decoded: %s',
    (head) => {
      const text = '„Mal sehen …“, sagte Käthe – und zahlte 5 € für Anaïs’ Kaffee.';
      expect(texts(readHtml(encode('windows-1252', page(head, text))))).toEqual([text]);
    },
  );

  test.each(['utf-8', 'UTF8', 'utf-16'])('a page that wrongly declares %s is read as windows-1252', (label) => {
    const read = readHtml(encode('windows-1252', page(`<meta charset="${label}">`)));
    expect(texts(read)).toEqual([GERMAN]);
    expect(read.meta.charset).toBe('windows-1252');
  });

  test('UTF-8 with a few invalid bytes is read as UTF-8, with a warning that counts them', () => {
    const many = Array.from({ length: 8 }, () => GERMAN).join(' ');
    const read = readHtml(bytesOf(page('<meta charset="utf-8">', `${many} Ein Rest: `), [0xe4, 0x20, 0xff, 0x20], 'Ende.'));
    expect(read.meta.charset).toBe('utf-8');
    expect(texts(read)[0]).toBe(`${many} Ein Rest:`);
    expect(read.warnings).toEqual(['2 bytes are not valid utf-8 and read as \ufffd']);
  });

  test('a page with an unknown label is read as windows-1252, with a warning that names the label', () => {
    const read = readHtml(encode('windows-1252', page('<meta charset="x-nusseburg-7">')));
    expect(texts(read)).toEqual([GERMAN]);
    expect(read.meta.charset).toBe('windows-1252');
    expect(read.warnings).toEqual(['unknown charset “x-nusseburg-7”, read as windows-1252']);
  });

  test('an unknown label of an ASCII page causes no warning', () => {
    expect(readHtml(bytesOf('<meta charset="x-nusseburg-7"><p>Nur Buchstaben.</p>')).warnings).toBeUndefined();
  });

  test('a charset that is only mentioned in the text is ignored', () => {
    const read = readHtml(encode('windows-1252', `<p>Er schrieb charset=koi8-r an die Tafel. ${GERMAN}</p>`));
    expect(read.meta.charset).toBe('windows-1252');
  });
});

describe('binary data', () => {
  const png = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x01, 0x00, 0x08, 0x06,
  ];
  const zip = [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x08, 0x00, 0x08, 0x00, 0x21, 0x9c, 0xe3, 0x5a, 0x01, 0x02, 0x03, 0x04, 0x05];

  test.each([
    ['an image', png],
    ['an archive', zip],
    ['zeros', new Array<number>(64).fill(0)],
    ['control characters among ASCII', [...bytesOf('Ein Text'), 1, 2, 3, 4, 5, 6, 7, 0]],
  ])('binary data is refused by both readers: %s', (_name, bytes) => {
    expect(() => readText(Uint8Array.from(bytes))).toThrow(NotTextError);
    expect(() => readHtml(Uint8Array.from(bytes))).toThrow(NotTextError);
  });

  test('a text with a stray zero byte or terminal colours is not binary', () => {
    const stray = bytesOf(GERMAN, [0], GERMAN);
    expect(readText(stray).source).toBe(`${GERMAN}\u0000${GERMAN}`);
    const coloured = bytesOf('\u001b[31mrot\u001b[0m');
    expect(readText(coloured).source).toBe('\u001b[31mrot\u001b[0m');
  });

  test('the error message does not name a file, which the caller knows', () => {
    expect(() => readText(Uint8Array.from(png))).toThrow('not a text: it looks like binary data');
  });
});
