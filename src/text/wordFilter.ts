/** Bloom filters over hashes, one bit each: they rule out most hashes that are not among those of a set. */

/** The bits for each hash: with fewer, more hashes would pass by chance. */
const BITS = 16;

/** A filter that lets these hashes pass. Their low bits must be well distributed (`mix`). */
export function filterOf(hashes: readonly number[]): Uint32Array {
  let words = 1;
  while (words * 32 < hashes.length * BITS) words *= 2;
  const filter = new Uint32Array(words);
  for (const hash of hashes) filter[(hash >>> 5) & (words - 1)] |= 1 << (hash & 31);
  return filter;
}

/** Whether a hash may be among those that the filter was made of. False positives are possible. */
export function mayHold(filter: Uint32Array, hash: number): boolean {
  return ((filter[(hash >>> 5) & (filter.length - 1)] >>> (hash & 31)) & 1) === 1;
}
