/** Columns of where the article begins and ends, which single rows cannot tell: one question for the whole document. */
import type { Columns } from '../features/columns.js';
import type { Rows } from '../features/rows.js';
import { boundariesOf, type Direction } from './boundaries.js';
import { type EndsNet, rateBoundaries } from './net.js';

/** The nets of both ends of the article. */
export type EndsNets = Readonly<Record<Direction, EndsNet>>;

/** The odds of 0 and 1 are infinite, so probabilities are clamped. */
const EDGE = 1e-4;

/**
 * Adds the odds of each row being beyond the end of the article, and before its beginning.
 * @param columns the features of the rows (`featuresOf`)
 * @param p the probability of each row being content, from the first judgement
 * @returns for each row, the probability of its being outside of the article, whatever it says
 */
export function addEnds(columns: Columns, rows: Rows, p: Float32Array, nets: EndsNets): Float32Array {
  const down = passed(boundariesOf(columns, rows, p, 'down'), rows.count, nets.down);
  const up = passed(boundariesOf(columns, rows, p, 'up'), rows.count, nets.up);
  const beyond = columns.add('beyond');
  const before = columns.add('before');
  const outside = new Float32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    beyond[row] = down[row];
    before[row] = up[rows.count - 1 - row];
    outside[row] = 1 / (1 + Math.exp(-Math.max(beyond[row], before[row])));
  }
  return outside;
}

/** For each row in the direction of reading, the odds of the end having been passed; even if there is none to be seen. */
function passed({ places, features }: ReturnType<typeof boundariesOf>, count: number, net: EndsNet): Float32Array {
  const odds = new Float32Array(count);
  if (places.length === 0) return odds;
  const ratings = rateBoundaries(net, features);
  let sum = 0;
  let next = 0;
  for (let row = 0; row < count; row++) {
    while (places[next] <= row) sum += ratings[next++];
    const p = Math.min(1 - EDGE, Math.max(EDGE, sum));
    odds[row] = Math.log(p / (1 - p));
  }
  return odds;
}
