/** The parts of names: a few by hand, and any ASCII name beside the rule as one expression. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameParts } from '../../src/text/nameParts.js';

test.each([
  ['related-articles', '-related-articles-'],
  ['relatedArticles', '-related-articles-'],
  ['article__related', '-article-related-'],
  ['h2Title', '-h-2-title-'],
  ['TOPNews', '-topnews-'],
  ['w1/3', '-w-1/3-'],
  ['ähnlicheArtikel3', '-ähnliche-artikel-3-'],
  ['--', '--'],
  ['', '--'],
])('of “%s” are “%s”', (name, parts) => {
  expect(nameParts(name)).toBe(parts);
});

test('of any name end at separators, before capitals, and between letters and digits', () => {
  const split = (name: string) =>
    name.split(/[-_\s]+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])/u).filter((part) => part !== '');
  const name = fc.string({ unit: fc.constantFrom(...'abAB12-_ ./:\t'), maxLength: 12 });
  fc.assert(fc.property(name, (name) => expect(nameParts(name)).toBe(`-${split(name).join('-')}-`.toLowerCase())));
});
