/** WARC and WET: which records are documents, HTTP decoding, damage, addresses that climb. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { ReadSettings } from '../../../../src/files/sources/readItems.js';
import { answer, record } from '../../../support/archives.js';
import { inputOf, itemsOf, summary } from '../../../support/sources.js';

const PAGE = '<html><p>Der See trägt.</p></html>';
let count = 0;
const read = (content: string | Uint8Array, settings: Partial<ReadSettings> = {}) => itemsOf(inputOf(`${++count}.warc`, content), settings);

describe('a record', () => {
  test('of a successful response is a document', async () => {
    const warc = Buffer.concat([
      record('warcinfo', '', 'software: x', 'application/warc-fields'),
      answer('https://www.see.example/a/b.html?s=1&t=/..', PAGE, ['content-type: text/html; charset="ISO-8859-1"']),
      answer('<https://see.example/>', 'Der See trägt.', ['Content-Type: text/plain']),
    ]);
    expect(await itemsOf(inputOf('crawl/0.warc.gz', gzipSync(warc)))).toEqual([
      {
        name: expect.stringMatching(/crawl\/0\.warc\.gz#2$/u),
        relative: 'crawl/0/www.see.example/a/b.html_s=1&t=.html',
        content: Buffer.from(PAGE),
        format: 'html',
        charset: 'ISO-8859-1',
        id: 'https://www.see.example/a/b.html?s=1&t=/..',
        url: 'https://www.see.example/a/b.html?s=1&t=/..',
      },
      expect.objectContaining({ relative: 'crawl/0/see.example/index.txt', format: 'text', url: 'https://see.example/' }),
    ]);
  });

  test('of anything else is skipped', async () => {
    const warc = Buffer.concat([
      answer('http://a.example/1', PAGE, undefined, '404 Not Found'),
      answer('http://a.example/2', PAGE, undefined, '301 Moved'),
      answer('http://a.example/3', 'GIF89a', ['Content-Type: image/gif']),
      answer('http://a.example/film', Buffer.alloc(2 << 20), ['Content-Type: video/mp4']),
      answer('http://a.example/4', '', ['Content-Type: text/html']),
      answer('http://a.example/5', 'GIF89a', []),
      record('request', 'http://a.example/6', 'GET / HTTP/1.1\r\nContent-Type: text/html\r\n\r\n', 'application/http; msgtype=request'),
      record('metadata', 'http://a.example/7', PAGE, 'text/html'),
      record('revisit', 'http://a.example/8', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'),
      record('response', 'dns:a.example', '20240101 127.0.0.1', 'text/dns'),
      record('resource', 'http://a.example/9', 'GIF89a', 'image/gif'),
    ]);
    expect(await read(warc)).toEqual([]);
  });

  test('may be a resource, a converted text, or a response without a type', async () => {
    const warc = Buffer.concat([
      record('resource', 'file:///c:/a.html', PAGE, 'text/html; charset=utf-8'),
      record('conversion', 'http://a.example/b', 'Der See', 'text/plain'),
      answer('http://a.example/c', PAGE, []),
    ]);
    expect(await read(warc)).toMatchObject([
      { format: 'html', charset: 'utf-8', relative: `${count}/file_/c_/a.html` },
      { format: 'text', content: Buffer.from('Der See'), relative: `${count}/a.example/b.txt` },
      { format: 'html', relative: `${count}/a.example/c.html` },
    ]);
  });

  test('is decoded according to HTTP, unless the crawler has done so', async () => {
    const chunked = 'Transfer-Encoding: chunked';
    const type = 'Content-Type: text/html';
    const inChunks = (body: Uint8Array) =>
      Buffer.concat([
        Buffer.from('8\r\n'),
        body.subarray(0, 8),
        Buffer.from(`\r\n${(body.length - 8).toString(16)};x=y\r\n`),
        body.subarray(8),
        Buffer.from('\r\n0\r\n\r\n'),
      ]);
    const page = Buffer.from(PAGE);
    const warc = Buffer.concat([
      answer('http://a.example/1', inChunks(page), [type, chunked]),
      answer('http://a.example/2', gzipSync(page), [type, 'Content-Encoding: gzip']),
      answer('http://a.example/3', inChunks(gzipSync(page)), [type, chunked, 'content-encoding: x-gzip']),
      answer('http://a.example/4', brotliCompressSync(page), [type, 'Content-Encoding: br']),
      answer('http://a.example/5', deflateSync(page), [type, 'Content-Encoding: deflate']),
      answer('http://a.example/6', deflateRawSync(page), [type, 'Content-Encoding: deflate']),
      answer('http://a.example/7', page, [type, chunked, 'Content-Encoding: gzip']),
      answer('http://a.example/8', page, [type, 'Content-Encoding: br']),
      answer('http://a.example/9', gzipSync(deflateSync(page)), [type, 'Content-Encoding: deflate, gzip']),
      answer('http://a.example/10', page, [type, 'Content-Encoding: identity']),
    ]);
    expect(summary(await read(warc))).toEqual(Array.from({ length: 10 }, (_, i) => `#${i + 1} ${PAGE}`));
  });

  test('with a damaged or overlarge body does not affect others', async () => {
    const zipped = gzipSync(Buffer.from(PAGE.repeat(50)));
    zipped[30] ^= 0xff;
    const warc = Buffer.concat([
      answer('http://a.example/1', zipped, ['Content-Type: text/html', 'Content-Encoding: gzip']),
      answer('http://a.example/2', gzipSync(Buffer.alloc(5 << 20)), ['Content-Type: text/html', 'Content-Encoding: gzip']),
      answer('http://a.example/3', Buffer.alloc(1100 << 10, ' ')),
      answer('http://a.example/4', Buffer.alloc(5 << 20, ' ')),
      answer('http://a.example/5', PAGE),
    ]);
    expect(summary(await read(warc))).toEqual([
      expect.stringMatching(/^#1 ! the compressed data is damaged/u),
      '#2 ! larger than 1 MB (--max-bytes)',
      '#3 ! larger than 1 MB (--max-bytes)',
      '#4 ! larger than 1 MB (--max-bytes)',
      `#5 ${PAGE}`,
    ]);
  });

  test('with an address that climbs stays below its folder', async () => {
    const places = ['http://a.example/../../x', 'http://a.example/%2e%2e/%2e%2e/y', '../../z', '/etc/w'].map((url) => answer(url, PAGE));
    expect((await read(Buffer.concat(places))).map(({ relative }) => relative)).toEqual(
      ['a.example/x', 'a.example/y', 'z', 'etc/w'].map((place) => `${count}/${place}.html`),
    );
  });
});

describe('a file', () => {
  const pages = ['eins', 'zwei', 'drei'].map((word) => answer(`http://a.example/${word}`, `<p>${word}</p>`));

  test('may have one member per record or one in all, and any line ends', async () => {
    const expected = ['#1 <p>eins</p>', '#2 <p>zwei</p>', '#3 <p>drei</p>'];
    expect(summary(await read(Buffer.concat(pages)))).toEqual(expected);
    expect(summary(await read(Buffer.concat(pages.map((page) => gzipSync(page)))))).toEqual(expected);
    const short = `WARC/1.1\nWARC-Type: conversion\nContent-Type: text/plain\nContent-Length: 3\n\nSee\n\n`;
    expect(summary(await read(short.repeat(2)))).toEqual(['#1 See', '#2 See']);
    expect(summary(await read(short.trim()))).toEqual(['#1 See']);
  });

  test('with a damaged record yields the others', async () => {
    const [one, two, three] = pages;
    const broken = '#2 ! the record is damaged: it does not end where it says';
    const text = two.toString();
    for (const bad of [
      two.subarray(0, two.length - 20),
      text.replace(/Content-Length: \d+/u, 'Content-Length: 20'),
      text.replace(/Content-Length: \d+/u, 'Content-Length: 900000'),
      text.replace(/Content-Length: \d+/u, (length) => `${length.slice(0, -1)}0`),
    ])
      expect(summary(await read(Buffer.concat([one, Buffer.from(bad), three])))).toEqual(['#1 <p>eins</p>', broken, '#3 <p>drei</p>']);
    expect(summary(await read(Buffer.concat([one, Buffer.from(text.replace('Content-Length', 'X')), three])))[1]).toBe(
      '#2 ! the record is damaged: it does not say how long it is',
    );
    const junk = Buffer.alloc(200_000, 'WARC/x ');
    expect(summary(await read(Buffer.concat([one, junk, three])))).toEqual([
      '#1 <p>eins</p>',
      '#2 ! a part of the file is damaged and was skipped',
      '#3 <p>drei</p>',
    ]);
  });

  test('with mostly damaged members yields all others', async () => {
    // Noise, so that the file is read in many pieces. The damage is in the first bytes or in the checksum.
    const noise = (i: number) =>
      Array.from({ length: [3, 90, 1200][i % 3] }, (_, n) => createHash('sha256').update(`${i} ${n}`).digest('hex')).join('');
    const all = Array.from({ length: 90 }, (_, i) => gzipSync(answer(`http://a.example/${i}`, `<p>${i} ${noise(i)}</p>`)));
    for (let i = 1; i < all.length; i++) if (i % 4 > 0) all[i][i % 8 > 4 ? 11 : all[i].length - 6] ^= 0xff;
    const found = summary(await read(Buffer.concat(all)));
    for (let i = 0; i < all.length; i += 4) expect(found).toContainEqual(expect.stringMatching(new RegExp(`^#\\d+ <p>${i} `, 'u')));
  });

  test('that is full of beginnings of members ends', async () => {
    // Headers of members without content, each damaged by the header that follows.
    const head = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0, 3, 0]);
    const [first, , last] = pages.map((page) => gzipSync(page));
    const few = summary(await read(Buffer.concat([first, ...Array.from({ length: 200 }, () => head), last])));
    expect([few[0], few.at(-1)]).toEqual(['#1 <p>eins</p>', expect.stringMatching(/^#\d+ <p>drei<\/p>$/u)]);
    const many = summary(await read(Buffer.concat([first, Buffer.alloc(10_000_000, head), last])));
    expect([many[0], many.at(-1)]).toEqual(['#1 <p>eins</p>', '! the compressed data is damaged']);
  });

  test('with a damaged gzip member yields the others', async () => {
    const members = pages.map((page) => gzipSync(page));
    for (const at of [12, 60, members[1].length - 6]) {
      const bad = Buffer.from(members[1]);
      bad[at] ^= 0xff;
      const found = summary(await read(Buffer.concat([members[0], bad, members[2]])));
      expect(found[0]).toBe('#1 <p>eins</p>');
      expect(found[1]).toMatch(/^#2 ! .* damaged/u);
      expect(found.slice(2)).toEqual(['#3 <p>drei</p>']);
    }
  });

  test('that is truncated yields what came before', async () => {
    const whole = Buffer.concat(pages);
    expect(summary(await read(whole.subarray(0, -30)))).toEqual([
      '#1 <p>eins</p>',
      '#2 <p>zwei</p>',
      '! the data ends too early: the file was cut short',
    ]);
    expect(summary(await read(gzipSync(whole).subarray(0, -9)))).toEqual(
      expect.arrayContaining(['#1 <p>eins</p>', '! the compressed data ends too early: the file was cut short']),
    );
  });

  test('may have thousands of records', async () => {
    const many = Buffer.concat(
      Array.from({ length: 2000 }, (_, i) => answer(`http://a.example/${i}`, `${i}`.padEnd(1000), ['Content-Type: text/plain'])),
    );
    const found = await read(gzipSync(many));
    expect(found).toHaveLength(2000);
    expect(found[1999].name).toMatch(/#2000$/u);
  });
});
