/** Hashes of folded words, computed from the unfolded text, equal those of the folded words. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldedWord, foldHash, hashOfFolded } from '../../src/text/foldedWord.js';

const sameHash = (text: string) => expect(hashOfFolded(text, 0, text.length)).toBe(foldHash(foldedWord(text, 0, text.length)));

test('the hash of an unfolded word equals that of the folded word', () => {
  const words = [
    'Über',
    'STRASSE',
    'ΟΔΟΣ',
    'U\u0308ber',
    '„',
    '—',
    '…',
    'ﬁn',
    'Schiff\u00adfahrt',
    'İ',
    '각',
    '\u1100\u1161\u11a8',
    '´',
    '½',
  ];
  for (const word of words) sameHash(word);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), sameHash));
  fc.assert(fc.property(fc.string({ unit: fc.integer({ min: 32, max: 0x52f }).map((code) => String.fromCharCode(code)) }), sameHash));
});
