/** What would steer a terminal is shown. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { visible, visibleLines } from '../../src/text/visible.js';

test.each([
  ['Größe „42“ — ok', 'Größe „42“ — ok'],
  ['עברית عربي 日本 👩‍👩‍👧', 'עברית عربي 日本 👩‍👩‍👧'],
  ['a\u001b[2Jb', 'a\\x1b[2Jb'],
  ['a\nb\tc\r', 'a\\nb\\tc\\r'],
  ['\u0000\u0007', '\\x00\\x07'],
  ['\u007f\u009b', '\\u007f\\u009b'],
  ['\u202e\u2066\u2028', '\\u202e\\u2066\\u2028'],
  ['\udcff', '\\xff'],
  ['\ud83d', '\\ud83d'],
])('%j is %s', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('lines stay lines', () => {
  expect(visibleLines('a\tb\r\nc\u001bd\re')).toBe('a b\nc\\x1bd\\re');
});

test('JSON stays what it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(visible(JSON.stringify(text)))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
