/** Saved pages and e-mails: the page inside, or the text; formats for other programs are refused by name. */
import { describe, expect, test } from '@jest/globals';
import { inputOf, itemsOf, summary } from '../../../support/sources.js';

let count = 0;
const read = (content: string | Uint8Array, name = 'seite') => itemsOf(inputOf(`${++count}/${name}`, content));

const mhtml = (part: string): string =>
  `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bote.example/steg\r\nSubject: =?utf-8?Q?Br=C3=BCcke?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--X"\r\n\r\n\r\n----X\r\n${part}\r\n----X--\r\n`;

describe('a page saved as MHTML', () => {
  test('is read with its address and its title', async () => {
    const part =
      'Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://bote.example/steg\r\n\r\n<html><head><meta charset=3D"utf-8"></head><body><p>Die Br=C3=BCcke tr=\r\n=C3=A4gt.</p></body></html>';
    expect(await read(mhtml(part), 'seite.mht')).toMatchObject([
      { relative: expect.stringMatching(/\/seite\.html$/u), format: 'html', url: 'https://bote.example/steg', title: 'Brücke' },
    ]);
    const [item] = await read(mhtml(part));
    expect(item).toMatchObject({ content: expect.stringContaining('<p>Die Brücke trägt.</p>') });
  });

  test('without a page is refused', async () => {
    expect(summary(await read(mhtml('Content-Type: image/gif\r\n\r\nGIF89a')))).toEqual([
      expect.stringMatching(/a message without a page or a text in it/u),
    ]);
  });
});

test('an e-mail without a page is a text', async () => {
  const mail = 'From: ann@bote.example\nTo: leser@bote.example\nSubject: Steg\nDate: Sun, 12 May 2024 08:00:00 +0000\n\nDer Steg trägt.\n';
  expect(await read(mail.replace('To: leser@bote.example\n', ''))).toMatchObject([{ format: 'text', title: 'Steg' }]);
});

test('a text whose first lines look like two headers is a text', async () => {
  expect(await read('Subject: Steg\nDate: heute\n\nDer Steg trägt.')).toMatchObject([{ content: expect.any(Uint8Array) }]);
});

test.each([
  ['RTF', '{\\rtf1\\ansi Der Steg}', /an RTF document, which is not read: “pandoc/u],
  ['PDF', '%PDF-1.7\n', /a PDF document, which is not read: “pdftotext/u],
  ['ARC', 'filedesc://x.arc 0.0.0.0 20010101000000 text/plain 76\n', /an ARC file/u],
  ['old Office', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), /an old Office document/u],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), /a picture, which is not read/u],
])('%s is refused by its name, whatever the file is called', async (_, content, message) => {
  expect(summary(await read(content, 'a.txt'))).toEqual([expect.stringMatching(message)]);
});

test('a part of a page is read as one, but not a text with a tag in it', async () => {
  expect(await read('<p>Der Steg trägt.</p><p>Noch.</p>', 'a.txt')).toMatchObject([{ format: 'html' }]);
  expect(await read('<b>Der Steg</b> trägt.', 'a.txt')).toMatchObject([{ format: 'text' }]);
  expect(await read('<p>Der Steg trägt.</p>', 'a.md')).toMatchObject([{ format: 'text' }]);
});
