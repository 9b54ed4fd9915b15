/** The fast path of folding gives the same result as the definition. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldSpace, hasInk } from '../../src/text/fold.js';

/** The definition of folding, one step at a time. */
function folded(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u2060\ufeff]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

const char = fc.constantFrom(
  ...['a', 'ß', 'ł', '中', '😀', '“', '–', ' ', '\n', '\t', '\u00a0', '\u1680', '\u2003', '\u200b', '\u200d', '\u200f', '\u2028', '\u202f'],
  ...['\u205f', '\u2060', '\u3000', '\u3001', '\ufeff', '\ufffd', '\u0007', '\u0085'],
);

test('the fast path folds like the definition, and folded text is empty only without visible characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(char, fc.string({ minLength: 1, maxLength: 1 })), maxLength: 12 }), (text) => {
      expect(foldSpace(text)).toBe(folded(text));
      expect(hasInk(text)).toBe(folded(text) !== '');
    }),
    { numRuns: 3000 },
  );
});
