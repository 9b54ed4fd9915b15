/** Tables: columns are aligned, and the last one is truncated to the terminal. */
import { expect, test } from '@jest/globals';
import { createColors } from 'picocolors';
import { table } from '../../../src/cli/terminal/table.js';

const COLUMNS = [{ title: 'site', width: 8 }, { title: 'rules', align: 'right' }, { title: 'by category' }] as const;
const ROWS = [
  ['bote.example', '7', 'navigation 4, cookie 2, masthead 1'],
  ['kurier', '12', 'teaser 12'],
];
const print = (width?: number) => table(COLUMNS, ROWS, createColors(false), { width });

test('a table is as wide as its cells if there is no terminal', () => {
  expect(print()).toBe('site      rules  by category\nbote.ex…      7  navigation 4, cookie 2, masthead 1\nkurier       12  teaser 12\n');
});

test('a table fits the terminal', () => {
  expect(print(45).split('\n')[1]).toBe('bote.ex…      7  navigation 4, cookie 2, mas…');
  expect(print(45).split('\n')[1]).toHaveLength(45);
});

test('a table stays readable in a very narrow terminal', () => {
  expect(print(10).split('\n')[1]).toBe('bote.ex…      7  navigation 4, cooki…');
});
