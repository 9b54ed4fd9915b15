// Learns a table of weights for hashed keys: logistic regression by stochastic gradient descent (AdaGrad).

/**
 * @param samples rows of {keys: Uint32Array, label, weight}
 * @param bits the table has 2^bits cells
 * @returns {{weights: Int8Array, scale: number}}
 */
export function learnTable(samples, bits, { epochs = 4, rate = 0.15, decay = 2e-6 } = {}) {
  const table = new Float32Array(1 << bits);
  const squares = new Float32Array(1 << bits).fill(1e-3);
  const shift = 32 - bits;
  const order = Uint32Array.from(samples, (_, i) => i);
  let state = 12345;
  let bias = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const j = state % (i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (const at of order) {
      const { keys, label, weight } = samples[at];
      if (weight === 0 || keys.length === 0) continue;
      const norm = 1 / Math.sqrt(keys.length);
      let sum = bias;
      for (let k = 0; k < keys.length; k++) sum += table[keys[k] >>> shift] * norm;
      const error = (1 / (1 + Math.exp(-sum)) - label) * weight;
      bias -= 0.001 * error;
      const step = error * norm;
      for (let k = 0; k < keys.length; k++) {
        const cell = keys[k] >>> shift;
        const gradient = step + decay * table[cell];
        squares[cell] += gradient * gradient;
        table[cell] -= (rate * gradient) / Math.sqrt(squares[cell]);
      }
    }
  }
  let largest = 0;
  for (const value of table) largest = Math.max(largest, Math.abs(value));
  const scale = Math.min(largest, 8) / 127;
  return { weights: Int8Array.from(table, (value) => Math.max(-127, Math.min(127, Math.round(value / scale)))), scale };
}
