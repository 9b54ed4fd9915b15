/** Columns of where the article begins and ends, which single rows cannot tell: one question for the whole document. */
import type { Columns } from '../features/columns.js';
import { oddsOf } from '../features/odds.js';
import type { Rows } from '../features/rows.js';
import { type Boundaries, boundariesOf, type Direction } from './boundaries.js';
import { type EndsNet, rateBoundaries } from './net.js';

/** The nets of both ends of the article. */
export type EndsNets = Readonly<Record<Direction, EndsNet>>;

/** How close to 0 and 1 probabilities may be (`oddsOf`). */
const EDGE = 1e-4;

/**
 * Adds the odds of each row being beyond the end of the article, and before its beginning.
 * @param columns the features of the rows (`featuresOf`)
 * @param p the probability of each row being content, from the first judgement
 * @returns for each row, the probability of its being outside of the article, whatever it says
 */
export function addEnds(columns: Columns, rows: Rows, p: Float32Array, nets: EndsNets): Float32Array {
  const { count } = rows;
  const down = passed(boundariesOf(columns, rows, p, 'down'), count, nets.down);
  const up = passed(boundariesOf(columns, rows, p, 'up'), count, nets.up).reverse();
  const beyond = columns.add('beyond');
  const before = columns.add('before');
  const outside = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    beyond[row] = oddsOf(down[row], EDGE);
    before[row] = oddsOf(up[row], EDGE);
    outside[row] = Math.max(down[row], up[row]);
  }
  return outside;
}

/** For each row in the direction of reading, the probability of the end having been passed; even if there is none to be seen. */
function passed({ places, features }: Boundaries, count: number, net: EndsNet): Float64Array {
  const probabilities = new Float64Array(count);
  if (places.length === 0) return probabilities.fill(0.5);
  const ratings = rateBoundaries(net, features);
  let sum = 0;
  let next = 0;
  for (let row = 0; row < count; row++) {
    while (places[next] <= row) sum += ratings[next++];
    // Rounding may take it beyond 1.
    probabilities[row] = Math.min(1, sum);
  }
  return probabilities;
}
