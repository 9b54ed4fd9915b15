/** A piece of text has one value, wherever it is, however many pieces there are. */
import { expect, test } from '@jest/globals';
import { InternTable, interned } from '../../../src/text/tables/intern.js';

test('each piece is made once, and found again after the table has grown', () => {
  const made: string[] = [];
  const table = new InternTable((piece) => ({ piece, number: made.push(piece) }));
  const words = Array.from({ length: 20_000 }, (_, i) => `w${i}`);
  const values = words.map((word) => table.at(`x${word}y`, 1, word.length + 1));
  expect(values.map(({ piece }) => piece)).toEqual(words);
  expect(table.size).toBe(words.length);
  words.forEach((word, i) => {
    expect(table.at(word, 0, word.length)).toBe(values[i]);
  });
  expect(made).toEqual(words);
});

test('a cleared table makes its values anew', () => {
  const table = new InternTable((piece) => ({ piece }));
  const before = table.at('Hafen', 0, 5);
  table.clear();
  expect(table.size).toBe(0);
  expect(table.at('Hafen', 0, 5)).toEqual(before);
  expect(table.at('Hafen', 0, 5)).not.toBe(before);
});

test('a memoised function is right for long pieces, and for more pieces than it remembers', () => {
  const length = interned((piece) => piece.length);
  const long = 'x'.repeat(100);
  expect(length(long, 0, 100)).toBe(100);
  for (let i = 0; i < 40_000; i++) expect(length(`${i}!`, 0, `${i}`.length)).toBe(`${i}`.length);
});
