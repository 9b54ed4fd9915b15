/** The net that rates boundaries: a layer of `tanh` units, and the softmax over all boundaries of a document. */

/** The weights of a net, as trained by `training/ends.py`. */
export interface EndsNet {
  /** The number of features, and of units, which is a multiple of four. */
  readonly inputs: number;
  readonly units: number;
  /** A row a unit, `inputs` wide. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  /** How much each unit adds to a boundary's rating. */
  readonly outputs: Float32Array;
}

/** Units are summed up so many at once: one sum alone would wait for itself at every step. */
const ABREAST = 4;

/**
 * The probability of each boundary being the one where the article ends; they add up to 1.
 * @param features of all boundaries of a document, `inputs` values a boundary
 */
export function rateBoundaries(net: EndsNet, features: Float32Array): Float64Array {
  const ratings = new Float64Array(features.length / net.inputs);
  for (let i = 0; i < ratings.length; i++) {
    for (let unit = 0; unit < net.units; unit += ABREAST) ratings[i] += rateBy(net, unit, features, i * net.inputs);
  }
  return softmax(ratings);
}

/** What four units add to the rating of the boundary whose features begin at an index. */
function rateBy({ inputs, weights, biases, outputs }: EndsNet, unit: number, features: Float32Array, from: number): number {
  let first = biases[unit];
  let second = biases[unit + 1];
  let third = biases[unit + 2];
  let fourth = biases[unit + 3];
  for (let input = 0, at = unit * inputs; input < inputs; input++, at++) {
    const value = features[from + input];
    first += weights[at] * value;
    second += weights[at + inputs] * value;
    third += weights[at + 2 * inputs] * value;
    fourth += weights[at + 3 * inputs] * value;
  }
  return (
    outputs[unit] * Math.tanh(first) +
    outputs[unit + 1] * Math.tanh(second) +
    outputs[unit + 2] * Math.tanh(third) +
    outputs[unit + 3] * Math.tanh(fourth)
  );
}

/** Replaces ratings by probabilities. */
function softmax(ratings: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const rating of ratings) highest = Math.max(highest, rating);
  let sum = 0;
  for (let i = 0; i < ratings.length; i++) {
    ratings[i] = Math.exp(ratings[i] - highest);
    sum += ratings[i];
  }
  for (let i = 0; i < ratings.length; i++) ratings[i] /= sum;
  return ratings;
}
