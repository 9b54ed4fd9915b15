/** Columns of how far a row stands from landmarks: from the nearest row of a kind, from the ends of the best stretch. */
import { maxSumRun } from '../../text/maxSumRun.js';
import type { Columns } from './columns.js';

/** The distance where there is no such row. */
export const FAR = 999;

/** Adds how many rows the nearest landmark above lies away, and the nearest one below. */
export function addDistances(columns: Columns, above: string, below: string, isLandmark: (row: number) => boolean): void {
  const since = columns.add(above);
  const until = columns.add(below);
  let last = -1;
  for (let row = 0; row < columns.rows; row++) {
    since[row] = last < 0 ? FAR : row - last;
    if (isLandmark(row)) last = row;
  }
  last = -1;
  for (let row = columns.rows - 1; row >= 0; row--) {
    until[row] = last < 0 ? FAR : last - row;
    if (isLandmark(row)) last = row;
  }
}

/**
 * Adds where rows stand to the stretch with the greatest sum, counted from its start (`NAME-start`) and to its end
 * (`NAME-end`); negative outside.
 */
export function addStretch(columns: Columns, name: string, values: ArrayLike<number>): void {
  const [from, to] = maxSumRun(values);
  const behind = columns.add(`${name}-start`);
  const ahead = columns.add(`${name}-end`);
  for (let row = 0; row < columns.rows; row++) {
    behind[row] = row - from;
    ahead[row] = to - 1 - row;
  }
}
