/** The run of a sequence with the greatest sum. Over blocks that count for and against the article, it is the article. */

/**
 * Finds the run of values with the greatest sum in one pass, the first one if several are equal; `[0, 0]` if no value is
 * positive (Pasternack and Roth, Extracting article text from the web with maximum subsequence segmentation, 2009).
 * @returns the index of the first value, and the index after the last
 */
export function maxSumRun(values: ArrayLike<number>): [number, number] {
  let best = 0;
  let range: [number, number] = [0, 0];
  let sum = 0;
  let from = 0;
  for (let i = 0; i < values.length; i++) {
    if (sum <= 0) {
      sum = 0;
      from = i;
    }
    sum += values[i];
    if (sum > best) {
      best = sum;
      range = [from, i + 1];
    }
  }
  return range;
}
