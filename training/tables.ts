// Learns a table of weights for hashed keys: logistic regression by stochastic gradient descent (AdaGrad).

import type { WeightTable } from '#dist/content/features/linear.js';
import { numbersFrom } from './random.js';

/** One thing to learn from. */
export interface Sample {
  readonly keys: Uint32Array;
  /** From 0 to 1. */
  readonly label: number;
  readonly weight: number;
}

const EPOCHS = 4;
const RATE = 0.15;
const DECAY = 2e-6;

/** @param bits the table has 2^bits cells */
export function learnTable(samples: readonly Sample[], bits: number): WeightTable {
  const table = new Float32Array(1 << bits);
  const squares = new Float32Array(1 << bits).fill(1e-3);
  const order = Uint32Array.from(samples, (_, i) => i);
  const shuffle = shuffler();
  let bias = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order);
    for (const at of order) if (samples[at].weight > 0 && samples[at].keys.length > 0) bias = learn(samples[at], bias);
  }

  /** Takes one step towards a sample. @returns the new bias */
  function learn({ keys, label, weight }: Sample, bias: number): number {
    const shift = 32 - bits;
    const norm = 1 / Math.sqrt(keys.length);
    let sum = bias;
    for (let k = 0; k < keys.length; k++) sum += table[keys[k] >>> shift] * norm;
    const error = (1 / (1 + Math.exp(-sum)) - label) * weight;
    const step = error * norm;
    for (let k = 0; k < keys.length; k++) {
      const cell = keys[k] >>> shift;
      const gradient = step + DECAY * table[cell];
      squares[cell] += gradient * gradient;
      table[cell] -= (RATE * gradient) / Math.sqrt(squares[cell]);
    }
    return bias - 0.001 * error;
  }
  return rounded(table);
}

/** Shuffles in place, always in the same way. */
function shuffler(): (order: Uint32Array) => void {
  const next = numbersFrom(12345);
  return (order) => {
    for (let i = order.length - 1; i > 0; i--) {
      const j = next() % (i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
  };
}

/** Weights as bytes with their scale. */
function rounded(table: Float32Array): WeightTable {
  let largest = 0;
  for (const value of table) largest = Math.max(largest, Math.abs(value));
  const scale = Math.min(largest, 8) / 127;
  return { weights: Int8Array.from(table, (value) => Math.max(-127, Math.min(127, Math.round(value / scale)))), scale };
}
