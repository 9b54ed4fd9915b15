/** The names of a page's tags, found without making strings of them. */
import { FNV_PRIME, FNV_SEED } from '../../text/tables/hash.js';
import { hasNameAt } from './chars.js';
import type { Markup } from './markup.js';

/** Pages have some fifty different names; the more that hostile ones have are left to a map, whatever their hashes. */
const BUCKETS = 256;
const MOST_IN_BUCKET = 8;

/** Values by the names of tags, in any case. */
export class TagNames<T> {
  private readonly buckets: { readonly name: string; readonly value: T }[][] = [];
  /** Names that buckets have no room for, and those with other letters than ASCII's, whose lower case is more than a bit. */
  private readonly others = new Map<string, T>();

  /** @param make the value of a name in lower case */
  constructor(private readonly make: (name: string) => T) {}

  /** The value of the name in a range of the markup. */
  at(markup: Markup, start: number, end: number): T {
    const { units } = markup;
    let hash = FNV_SEED;
    let all = 0;
    for (let i = start; i < end; i++) {
      hash = Math.imul(hash ^ (units[i] | 32), FNV_PRIME);
      all |= units[i];
    }
    if (all > 127) return this.named(markup.slice(start, end).toLowerCase());
    this.buckets[(hash >>> 8) & (BUCKETS - 1)] ??= [];
    const bucket = this.buckets[(hash >>> 8) & (BUCKETS - 1)];
    for (const { name, value } of bucket) if (name.length === end - start && hasNameAt(units, start, name)) return value;
    const name = markup.slice(start, end).toLowerCase();
    if (bucket.length === MOST_IN_BUCKET) return this.named(name);
    const value = this.make(name);
    bucket.push({ name, value });
    return value;
  }

  private named(name: string): T {
    const known = this.others.get(name) ?? this.make(name);
    this.others.set(name, known);
    return known;
  }
}
