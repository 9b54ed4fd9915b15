/** How sure a rule may be, given what was seen. */

/** 90 % two-sided: the normal quantile of the bound. */
const Z = 1.645;

/**
 * The lower bound of Wilson's interval for a share (Probable inference, the law of succession, and statistical
 * inference, 1927): small samples are believed less.
 * @param hits how often it was right
 * @param of how often it was asked
 */
export function wilson(hits: number, of: number): number {
  if (of === 0) return 0;
  const share = hits / of;
  const z2 = Z * Z;
  const bound = (share + z2 / (2 * of) - Z * Math.sqrt((share * (1 - share) + z2 / (4 * of)) / of)) / (1 + z2 / of);
  return Math.max(0, Math.round(bound * 1000) / 1000);
}
