/** The stretch of a sequence with the greatest sum: of blocks that count for and against, the article. */

/**
 * The range of values with the greatest sum, the first of equals; `[0, 0]` where no value counts for anything. A maximum
 * subsequence (Pasternack and Roth, Extracting article text from the web with maximum subsequence segmentation, 2009),
 * found in one pass.
 * @returns the first place of the range, and the place behind its last
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
