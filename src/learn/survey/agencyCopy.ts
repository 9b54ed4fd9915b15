/** Agency copy: prose on several sites is no site's furniture. */
import type { SeenDocument } from '../observe/observe.js';

/** Prose on at least this many sites is agency copy (or a legal text): two sites may belong to one publisher. */
const AGENCY_SITES = 3;

/** Counts the sites of each paragraph. Stores keys as numbers, since a large corpus has millions. */
export class AgencyCopy {
  private readonly sites: Float64Array[] = [];

  /** Adds the documents of one more site. */
  add(documents: readonly SeenDocument[]): void {
    const keys = documents.flatMap(({ blocks }) => blocks.flatMap(({ shape, key }) => (shape === 'prose' ? [keyNumber(key)] : [])));
    this.sites.push(Float64Array.from(new Set(keys)));
  }

  /** Returns a test whether the prose with a key is on several of the added sites. */
  test(): (key: string) => boolean {
    const all = new Float64Array(this.sites.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const keys of this.sites) {
      all.set(keys, at);
      at += keys.length;
    }
    all.sort();
    // Equal numbers are now adjacent, and each comes from a different site.
    const copied = new Set(all.filter((key, i) => all[i + AGENCY_SITES - 1] === key));
    return (key) => copied.has(keyNumber(key));
  }
}

/** The first 52 bits of a key: a number represents them exactly. */
function keyNumber(key: string): number {
  return Number.parseInt(key.slice(0, 13), 16);
}
