/** Filters let all hashes of their set pass, and few others. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldHash } from '../../src/text/foldedWord.js';
import { filterOf, mayHold } from '../../src/text/wordFilter.js';

test('every hash of the set passes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), (hashes) => {
      const filter = filterOf(hashes);
      expect(hashes.filter((hash) => !mayHold(filter, hash))).toEqual([]);
    }),
  );
});

test('hardly any hash of another word passes', () => {
  const filter = filterOf(Array.from({ length: 1000 }, (_, i) => foldHash(`wort${i}`)));
  const others = Array.from({ length: 1000 }, (_, i) => foldHash(`anderes${i}`));
  expect(others.filter((hash) => mayHold(filter, hash)).length).toBeLessThan(120);
});
