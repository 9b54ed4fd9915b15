/** Hash tables as flat arrays: entries in the order of their buckets, and for each bucket where its entries begin. */

/** Entries sorted by bucket; those of one bucket stay in the order in which they were given. */
export interface Buckets {
  /** For each bucket its first entry; one more number at the end. The number of buckets is a power of two. */
  readonly from: Uint32Array;
  /** For each entry its number among the hashes given. */
  readonly order: Uint32Array;
}

/** Sorts hashes into buckets, about half of which stay empty. Equal hashes share a bucket. */
export function bucketsOf(hashes: readonly number[]): Buckets {
  let size = 1;
  while (size < hashes.length * 2) size *= 2;
  const from = new Uint32Array(size + 1);
  for (const hash of hashes) from[(hash & (size - 1)) + 1]++;
  for (let bucket = 0; bucket < size; bucket++) from[bucket + 1] += from[bucket];
  const next = from.slice();
  const order = new Uint32Array(hashes.length);
  hashes.forEach((hash, i) => {
    order[next[hash & (size - 1)]++] = i;
  });
  return { from, order };
}

/** The bucket of a hash. */
export function bucketOf(from: Uint32Array, hash: number): number {
  return hash & (from.length - 2);
}

/** Lists of numbers, one after the other: list `i` is `values` from `from[i]` to `from[i + 1]`. */
export interface Lists {
  readonly from: Uint32Array;
  readonly values: Uint32Array;
}

export function listsOf(lists: readonly (readonly number[])[]): Lists {
  const from = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    from[i + 1] = from[i] + list.length;
  });
  return { from, values: Uint32Array.from(lists.flat()) };
}
