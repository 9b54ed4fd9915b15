/** How much confidence the observations of a site allow in a rule. */

/** The normal quantile of a two-sided 90 % interval. */
const Z = 1.645;

/**
 * The lower bound of Wilson's score interval for a proportion (Probable inference, the law of succession, and
 * statistical inference, 1927), which trusts small samples less.
 * @param hits how often the rule was right
 * @param of out of how many cases
 */
export function wilson(hits: number, of: number): number {
  if (of === 0) return 0;
  const share = hits / of;
  const z2 = Z * Z;
  const bound = (share + z2 / (2 * of) - Z * Math.sqrt((share * (1 - share) + z2 / (4 * of)) / of)) / (1 + z2 / of);
  return Math.max(0, Math.round(bound * 1000) / 1000);
}

/**
 * The confidence of a learned rule. Its evidence must come from documents other than the one to be cleaned, so one
 * document does not count.
 * @param documents how many documents show it
 * @param contentHits in how many of those it hit content
 */
export function confidenceOf(documents: number, contentHits: number): number {
  return wilson(Math.max(0, documents - 1 - contentHits), Math.max(1, documents - 1));
}
