/**
 * Rules compiled to flat columns of numbers: what `findHits` asks of every block, without an object a rule or a string a
 * text. They are plain data that can be stored and shared between threads.
 *
 * A scope is what rules apply to: 0 for every site, else the site's number plus one. Rules of all sites share the tables;
 * what is looked up for a site is hashed together with its name (`salted`). Equal hashes are verified by whoever looks up.
 */
import { foldHash } from '../../text/foldedWord.js';
import { FNV_PRIME, mix } from '../../text/tables/hash.js';

export interface RuleColumns {
  /** For each rule whether it is applied, … */
  readonly isApplied: Uint8Array;
  /** … and its scope. */
  readonly ruleScope: Uint32Array;

  /** Whole-block texts, in buckets by the hash of their phrase: the hash, the rule, and which of the rule's texts it is. */
  readonly textFrom: Uint32Array;
  readonly textHash: Int32Array;
  readonly textRule: Uint32Array;
  /** Twice the index in the rule's `text`, plus one for its other form (`otherEnd`). */
  readonly textPlace: Uint32Array;
  /** A filter over the first tokens of the texts. */
  readonly textStarts: Uint32Array;

  /** Patterns with a key, in buckets by its hash; after them those without literals, which are tried on every block. */
  readonly keyFrom: Uint32Array;
  readonly keyHash: Int32Array;
  /** A filter over the keys. */
  readonly keys: Uint32Array;
  /** For each pattern its first owner, and its index in the owner's `pattern`; `SEQUENCE` for the start of a sequence. */
  readonly patternRule: Uint32Array;
  readonly patternPlace: Uint32Array;
  /** The number of blocks from the start of the match to the block that contains the key: in a sequence it may be a later block. */
  readonly patternOffset: Uint32Array;
  /** A text with fewer or more tokens never matches as a whole. */
  readonly patternMin: Uint32Array;
  readonly patternMax: Uint32Array;
  /** The anchor, and what else can be asked of a text before the pattern is parsed; see `flags.ts`. */
  readonly patternFlags: Uint32Array;
  /** The hashes of the first and of the last item, if they are literals. */
  readonly patternFirst: Int32Array;
  readonly patternLast: Int32Array;
  /** The hash of a literal that the text must contain besides the key; 0 if there is none. */
  readonly patternNeeds: Int32Array;
  /** For each pattern without literals its owners: rules share them. */
  readonly ownersFrom: Uint32Array;
  readonly owners: Uint32Array;

  /** Selectors in the order of scopes and rules: the rule, and the index in its `selector`. */
  readonly selectorRule: Uint32Array;
  readonly selectorPlace: Uint32Array;
  /** Whether it uses a part of an id (`:id(…)`). */
  readonly selectorById: Uint8Array;
  /** Selectors in buckets by the hash of what a selected element must have (`selectorKeys.ts`). */
  readonly nameFrom: Uint32Array;
  readonly nameHash: Int32Array;
  readonly nameSelector: Uint32Array;

  /** For each scope the most tokens of a text, and whether some pattern may match in the middle of a block; … */
  readonly longestText: Uint32Array;
  readonly anywhere: Uint8Array;
  /** … its patterns without literals, … */
  readonly slotsFrom: Uint32Array;
  readonly slots: Uint32Array;
  /** … its selectors; a range, … */
  readonly selectorsFrom: Uint32Array;
  /** … those of them that any element might be selected by, … */
  readonly looseFrom: Uint32Array;
  readonly loose: Uint32Array;
  /** … and its rules with a content path. */
  readonly outsideFrom: Uint32Array;
  readonly outside: Uint32Array;
}

/** Marks the start of a sequence among the patterns of a rule. */
export const SEQUENCE = 0xffffffff;

/** The number by which a site's hashes are told from those of others; 0 for every site. */
export function saltOf(site: string | undefined): number {
  return site === undefined ? 0 : foldHash(site) | 1;
}

/** A hash within a scope. */
export function salted(hash: number, salt: number): number {
  return salt === 0 ? hash : mix(Math.imul(hash ^ salt, FNV_PRIME)) | 0;
}
