/** Agency copy: prose that stands on several sites is no site's furniture. */
import type { SeenDocument } from '../observe/observe.js';

/** Prose that stands on so many sites is agency copy (or a law), not a site's furniture. */
const FOREIGN_SITES = 3;

/** Counts on how many sites each paragraph stands, as numbers: of a large corpus there are millions. */
export class ForeignProse {
  private readonly sites: Float64Array[] = [];

  /** Adds the documents of one more site. */
  add(documents: readonly SeenDocument[]): void {
    const keys = documents.flatMap(({ blocks }) => blocks.flatMap(({ shape, key }) => (shape === 'prose' ? [numberOf(key)] : [])));
    this.sites.push(Float64Array.from(new Set(keys)));
  }

  /** Whether the prose of a key stands on several of the sites added. */
  test(): (key: string) => boolean {
    const all = new Float64Array(this.sites.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const keys of this.sites) {
      all.set(keys, at);
      at += keys.length;
    }
    all.sort();
    // Equal numbers now stand beside each other, each from a site of its own.
    const foreign = new Set(all.filter((key, i) => all[i + FOREIGN_SITES - 1] === key));
    return (key) => foreign.has(numberOf(key));
  }
}

/** The first 52 bits of a key, which a number holds exactly. */
function numberOf(key: string): number {
  return Number.parseInt(key.slice(0, 13), 16);
}
