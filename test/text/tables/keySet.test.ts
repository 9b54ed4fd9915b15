/** Sets and maps by hashes are like JavaScript's own. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyMap, KeySet } from '../../../src/text/tables/keySet.js';

describe('a set of strings by their hashes', () => {
  test('holds what was added, as it grows', () => {
    const set = new KeySet();
    const name = (n: number) => `${n % 97}.example/artikel-${n}.html`;
    const names = Array.from({ length: 40_000 }, (_, n) => name(n));
    const half = names.slice(0, 20_000);
    expect(half.filter((one) => set.add(one))).toHaveLength(20_000);
    expect(half.filter((one) => set.add(one))).toEqual([]);
    expect(names.filter((one) => set.has(one))).toEqual(half);
    expect(set.size).toBe(20_000);
  });
});

describe('a map of numbers by hashes', () => {
  test('is like a map', () => {
    const steps = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.double({ noNaN: true })), { maxLength: 3000 });
    fc.assert(
      fc.property(steps, (all) => {
        const map = new KeyMap();
        const expected = new Map<string, number>();
        for (const [text, value] of all) {
          map.set(text, value);
          expected.set(text, value);
        }
        expect([...expected.keys()].map((text) => map.get(text))).toEqual([...expected.values()]);
        expect([map.size, map.get('viel zu lang')]).toEqual([expected.size, undefined]);
      }),
      { numRuns: 20 },
    );
  });
});
