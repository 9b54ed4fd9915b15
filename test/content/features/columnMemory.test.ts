/** Columns of one document after the other in the same place. */
import { expect, test } from '@jest/globals';
import { BLOCK, CellMemory, Columns, cellOf } from '../../../src/content/features/columns.js';

test('columns are written where trees read them, if there is room', () => {
  const memory = new CellMemory();
  const columns = new Columns(BLOCK, memory);
  columns.add('a');
  columns.add('b').set([5, 6], 1);
  expect(columns.cells).toBe(memory.cells);
  expect(Array.from(memory.cells.subarray(cellOf(1, 1), cellOf(1, 3)))).toEqual([5, 6]);
  expect(columns.values[0]).toHaveLength(BLOCK);
});

test('a longer document has columns of its own', () => {
  const columns = new Columns(BLOCK + 1, new CellMemory());
  expect(columns.cells).toBeUndefined();
  expect(columns.add('a')).toHaveLength(BLOCK + 1);
});

test('zeros are zeros, whatever the last document left', () => {
  const memory = new CellMemory();
  new Columns(3, memory).add('a').fill(7);
  expect(Array.from(new Columns(3, memory).addZeros('a').subarray(0, 3))).toEqual([0, 0, 0]);
});
