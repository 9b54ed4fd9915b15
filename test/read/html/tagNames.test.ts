/** Names of tags are told apart in any case, however many there are. */
import { expect, test } from '@jest/globals';
import { Markup } from '../../../src/read/html/markup.js';
import { TagNames } from '../../../src/read/html/tagNames.js';

test('a name has one value in any case, and different names have different ones', () => {
  const made: string[] = [];
  const names = new TagNames((name) => made.push(name) - 1);
  const at = (name: string) => names.at(Markup.of(`<${name}>`), 1, name.length + 1);
  const all = ['p', 'P', 'div', 'DIV', 'dIv', 'x-ä', 'X-Ä', 'é', 'É', 'h1', 'h2', 'a@', 'a`'];
  expect(all.map(at)).toEqual([0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7]);
  expect(made).toEqual(['p', 'div', 'x-ä', 'é', 'h1', 'h2', 'a@', 'a`']);
});

test('more names than any page has are still told apart', () => {
  const names = new TagNames((name) => ({ name }));
  const all = Array.from({ length: 5000 }, (_, i) => `x${i}`);
  const values = all.map((name) => names.at(Markup.of(name), 0, name.length));
  expect(values.map(({ name }) => name)).toEqual(all);
  all.forEach((name, i) => {
    expect(names.at(Markup.of(name.toUpperCase()), 0, name.length)).toBe(values[i]);
  });
});
