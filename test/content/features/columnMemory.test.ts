/** Columns by name, and arrays that one document after the other uses. */
import { expect, test } from '@jest/globals';
import { ColumnMemory, Columns } from '../../../src/content/features/columns.js';

test('columns of the next document begin with zeros again, whatever the last one left', () => {
  const memory = new ColumnMemory();
  for (const rows of [300, 5, 300, 700, 5000]) {
    memory.begin();
    const columns = new Columns(rows, memory);
    for (const name of ['a', 'b']) {
      const column = columns.add(name);
      expect(column.length).toBeGreaterThanOrEqual(rows);
      expect(column.subarray(0, rows).every((value) => value === 0)).toBe(true);
      column.fill(7);
    }
    expect(columns.named('a')).not.toBe(columns.named('b'));
  }
});

test('columns are found by name in any order', () => {
  const columns = new Columns(1);
  const added = ['a', 'b', 'c'].map((name) => columns.add(name));
  for (const i of [0, 2, 1, 1, 0, 2]) expect(columns.named('abc'[i])).toBe(added[i]);
  expect(() => columns.named('d')).toThrow(/not computed: d/u);
});
