/** Packed documents: nothing is lost, and what documents repeat is stored once. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { observe, type SeenDocument } from '../../../src/learn/observe/observe.js';
import { emptyPool, pack, unpack } from '../../../src/learn/observe/packing.js';
import { document } from '../../support/arbitraries.js';
import { textOf } from '../../support/learning.js';

const FURNITURE = Array.from({ length: 60 }, (_, i) => `Rubrik ${i} des Hohenwieker Boten`);

/** A page of a site: its furniture around a sentence of its own. */
function page(number: number, ...furniture: readonly string[]): SeenDocument {
  const half = furniture.length / 2;
  const own = `Am ${number}. Tag kamen ${number + 7} Boote in den Hafen, und der Wind drehte auf Nordwest ${number}.`;
  return observe(textOf('bote.example', `${number}.txt`, ...furniture.slice(0, half), own, ...furniture.slice(half)));
}

describe('packed documents', () => {
  test('are unpacked unchanged, whatever they contain and in any order', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 5 }), (documents, keys) => {
        const seen = documents.map((one, i) => observe({ ...one, id: `${i}`, site: 'bote.example' }));
        const pool = emptyPool();
        // Some are packed twice, so that their blocks become shared.
        const packed = [...seen, ...seen].map((one) => pack(one, pool));
        const order = packed.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
        const blocks = new Map();
        for (const i of order) expect(unpack(packed[i], blocks)).toEqual(seen[i % seen.length]);
      }),
      { numRuns: 100 },
    );
  });

  test('keep fields that the packing does not know, and text that no charset can encode', () => {
    const odd = { ...page(1, 'halbes Zeichen \ud800', 'Zeile\u2028mit\u0085Trennern'), rights: ['keine'] };
    expect(unpack(pack(odd, emptyPool()), new Map())).toEqual(odd);
  });

  test('share the blocks of two consecutive pages, but none that only one page shows', () => {
    const pool = emptyPool();
    const packed = [1, 2, 3].map((number) => pack(page(number, ...FURNITURE), pool));
    expect(pool.lines.map((line) => JSON.parse(line).text)).toEqual(FURNITURE);
    // However much furniture there is, a page with it takes little more memory than its own sentence.
    const alone = pack(page(3), emptyPool());
    expect(packed[2].bytes.length).toBeLessThan(alone.bytes.length + FURNITURE.length);
    expect(packed[0].bytes.length).toBeGreaterThan(alone.bytes.length + 5 * FURNITURE.length);
  });

  test('share their blocks when they are unpacked together', () => {
    const pool = emptyPool();
    const packed = [1, 2, 3].map((number) => pack(page(number, ...FURNITURE), pool));
    const blocks = new Map();
    const [a, b, c] = packed.map((one) => unpack(one, blocks).blocks);
    expect(new Set([a[0], b[0], c[0]]).size).toBe(1);
    expect(new Set([a[30], b[30], c[30]]).size).toBe(3);
  });

  test('can be identified without unpacking', () => {
    const { hash, id, site, format } = page(1, ...FURNITURE);
    expect(pack(page(1, ...FURNITURE), emptyPool())).toMatchObject({ hash, id, site, format });
  });
});

describe('the cache for observing', () => {
  test('the result is the same whether texts were cached or not, however many they are', () => {
    const texts = new Map();
    fc.assert(
      fc.property(document, (one) => expect(observe(one, texts)).toEqual(observe(one))),
      { numRuns: 200 },
    );
    const many = Array.from({ length: 2500 }, (_, i) => `Zeile ${i} von vielen`);
    for (const round of [1, 2]) {
      const long = textOf('bote.example', `${round}.txt`, ...many);
      expect(observe(long, texts)).toEqual(observe(long));
    }
    expect(texts.size).toBeLessThan(2500);
  });
});
