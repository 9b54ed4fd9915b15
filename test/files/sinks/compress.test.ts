/** Standard decompressors can read what was compressed, in one block or many. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COMPRESSIONS, type Compression, compressed } from '../../../src/files/sinks/compress.js';
import { unzstd } from '../../../src/files/sources/compression/zstd.js';

async function unpacked(bytes: Uint8Array, how: Compression, step = bytes.length || 1): Promise<Buffer> {
  if (how === 'gz') return gunzipSync(bytes);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }
  const found: Uint8Array[] = [];
  for await (const piece of unzstd(pieces())) found.push(piece);
  return Buffer.concat(found);
}

const NOISE = Uint8Array.from({ length: 300_000 }, (_, i) => Math.imul(i ^ (i >>> 3), 0x9e3779b1) >>> 24);

describe.each(COMPRESSIONS)('%s', (how) => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['a byte', Uint8Array.of(7)],
    ['a line', Buffer.from('Der Steg ist fertig.\n')],
    ['one letter repeated', Buffer.alloc(1_000_000, 'a')],
    ['incompressible data', NOISE],
    [
      'data in several pieces for the library',
      Buffer.concat(Array.from({ length: 31 }, (_, i) => Buffer.concat([NOISE, Buffer.from([i])]))),
    ],
  ])('restores %s', async (_name, bytes) => {
    expect((await unpacked(await compressed(bytes, how), how)).equals(bytes)).toBe(true);
  });

  test('restores consecutive blocks, cut at the end of any', async () => {
    const blocks = ['Erste Zeile\n'.repeat(400), '', 'Zweite Zeile\n', 'Dritte\n'].map((text) => Buffer.from(text));
    const made = await Promise.all(blocks.map((block) => compressed(block, how)));
    for (let count = 1; count <= blocks.length; count++) {
      const expected = Buffer.concat(blocks.slice(0, count));
      expect((await unpacked(Buffer.concat(made.slice(0, count)), how)).equals(expected)).toBe(true);
    }
  });

  test('always produces the same bytes', async () => {
    expect(Buffer.from(await compressed(NOISE, how)).equals(await compressed(NOISE, how))).toBe(true);
  });
});

test('Zstandard is unpacked from pieces of any size', async () => {
  const texts = fc.array(fc.string({ maxLength: 400 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 40 }), async (all, step) => {
      const blocks = all.map((text) => Buffer.from(text));
      const made = Buffer.concat(await Promise.all(blocks.map((block) => compressed(block, 'zst'))));
      expect((await unpacked(made, 'zst', step)).equals(Buffer.concat(blocks))).toBe(true);
    }),
  );
});
