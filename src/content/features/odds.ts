/** The odds of a probability, on a logarithmic scale; those closer to 0 or 1 than `edge` are clamped, since theirs are infinite. */
export function oddsOf(p: number, edge: number): number {
  const q = Math.min(1 - edge, Math.max(edge, p));
  return Math.log(q / (1 - q));
}
