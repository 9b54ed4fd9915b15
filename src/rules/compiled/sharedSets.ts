/** Rule sets on their way to another thread: stored ones share their bytes, all others are copied. */
import type { RuleSet } from '../../model/rule.js';
import { storedOf, storedSets } from './storedRules.js';

/** A rule set as it is sent: the bytes that it is stored in and its index among the sets there, or the set itself. */
export type SentSet = RuleSet | { readonly bytes: Uint8Array; readonly index: number };

/** What to send. Bytes in a `SharedArrayBuffer` are not copied. */
export function sentSets(sets: readonly RuleSet[]): SentSet[] {
  return sets.map((set) => {
    const stored = storedOf(set);
    return stored === undefined ? set : { bytes: stored.rules.bytes, index: stored.index };
  });
}

/** The sets that were sent. Those that were stored together are read together again. */
export function receivedSets(sent: readonly SentSet[]): RuleSet[] {
  const read = new Map<Uint8Array, readonly RuleSet[]>();
  return sent.map((set) => {
    if (!('bytes' in set)) return set;
    const sets = read.get(set.bytes) ?? storedSets(set.bytes);
    read.set(set.bytes, sets);
    return sets[set.index];
  });
}
