/** Columns of the distance to landmarks: the nearest row of a kind, and the ends of the best stretch. */
import { maxSumRun } from '../../text/maxSumRun.js';
import type { Columns } from './columns.js';

/** The distance if there is no such row: more than in nearly every document. */
export const FAR = 999;

/** Adds the distance in rows to the nearest landmark above and below: a row whose value is above the limit. */
export function addDistances(columns: Columns, above: string, below: string, values: Float32Array, limit: number): void {
  const since = columns.add(above);
  const until = columns.add(below);
  let last = -1;
  for (let row = 0; row < columns.rows; row++) {
    since[row] = last < 0 ? FAR : row - last;
    if (values[row] > limit) last = row;
  }
  last = -1;
  for (let row = columns.rows - 1; row >= 0; row--) {
    until[row] = last < 0 ? FAR : last - row;
    if (values[row] > limit) last = row;
  }
}

/**
 * Adds each row's position relative to the stretch with the greatest sum: the rows from its start (`NAME-start`) and to
 * its end (`NAME-end`), negative outside.
 */
export function addStretch(columns: Columns, name: string, values: Float64Array): void {
  const [from, to] = maxSumRun(values);
  const fromStart = columns.add(`${name}-start`);
  const toEnd = columns.add(`${name}-end`);
  for (let row = 0; row < columns.rows; row++) {
    fromStart[row] = row - from;
    toEnd[row] = to - 1 - row;
  }
}
