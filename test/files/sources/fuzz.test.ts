/** For any content under any name, readers never throw, never leave the folder and never give two documents the same name. */
import { gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SOURCE_KINDS } from '../../../src/files/sources/sourceKinds.js';
import { inputOf, isBad, itemsOf } from '../../support/sources.js';

/** Fragments with a meaning in some format. */
const FRAGMENTS = [
  '{"text":"Eis"}\n',
  '{"html":"<p>Eis","id":"../x"}\n',
  '"a","text"\r\n',
  'text;id\n',
  '"',
  '\n',
  ',',
  'WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 60\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n',
  '\r\n\r\n',
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  'PAR1',
  '<!doctype html>',
].map((text) => Buffer.from(text));
const MAGIC = ['1f8b0800000000000003', '28b52ffd0458', 'fd377a585a000004', '425a6839314159265359', '502a4d1803000000'].map((hex) =>
  Buffer.from(hex, 'hex'),
);

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS, ...MAGIC) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
);
const content = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.concat(pieces));

describe.each(SOURCE_KINDS)('anything read as %s', (from) => {
  test('gives documents or reasons', async () => {
    const zstd = await Zstd.load();
    const packings = [
      (bytes: Buffer) => bytes,
      (bytes: Buffer) => gzipSync(bytes),
      (bytes: Buffer) => gzipSync(bytes).subarray(0, -5),
      (bytes: Buffer) => zstd.compress(bytes),
    ];
    await fc.assert(
      fc.asyncProperty(content, fc.constantFrom(...packings), async (bytes, pack) => {
        const found = await itemsOf(inputOf('zufall', pack(bytes)), { from, maxBytes: 500 });
        expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
        for (const one of found) {
          expect(one.relative).toMatch(/^zufall(?:$|\/|\.(?:html|txt)$)/u);
          expect(one.relative.split('/')).not.toContain('..');
          if (isBad(one)) expect(one.error.message).not.toBe('');
          else expect(Buffer.byteLength(one.content as string)).toBeLessThanOrEqual(500);
        }
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});
