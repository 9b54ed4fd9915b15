/** The survey of a site: which texts recur, where they are, and what else each document contains. */

import { LEAD_REACH, UNIQUE_LEAD_WORDS } from '../../read/leadLimits.js';
import { maxSumRun } from '../../text/maxSumRun.js';
import { endsSentence } from '../../text/shape.js';
import type { SeenBlock, SeenDocument } from '../observe/observe.js';

/** A text is fixed on a site if at least this share of its documents show it … */
export const FIXED_SHARE = 0.2;
/** … and at least this many: two may show the same by chance. */
export const FIXED_DOCUMENTS = 3;
/** Prose of at least this many words in a single document is taken for content. */
const CORE_WORDS = 8;

/** Where a text is: the indexes of a document, and of a block in it. */
export interface Occurrence {
  readonly document: number;
  readonly block: number;
}

export interface SiteSurvey {
  readonly documents: readonly SeenDocument[];
  /** The number of documents that show each key. */
  readonly frequency: ReadonlyMap<string, number>;
  readonly occurrences: ReadonlyMap<string, readonly Occurrence[]>;
  readonly isFixed: (key: string) => boolean;
  /** For each document and block, whether it is the document's own prose. */
  readonly core: readonly (readonly boolean[])[];
  /** For each document, the first and last block of its article; `[-1, -1]` if it has none. */
  readonly body: readonly (readonly [number, number])[];
}

/** Surveys a site's documents, from which near-duplicates were removed. */
export function surveySite(documents: readonly SeenDocument[]): SiteSurvey {
  const occurrences = new Map<string, Occurrence[]>();
  const frequency = new Map<string, number>();
  documents.forEach((document, d) => {
    const own = new Set<string>();
    document.blocks.forEach(({ key }, block) => {
      if (key === '') return;
      const list = occurrences.get(key);
      if (list === undefined) occurrences.set(key, [{ document: d, block }]);
      else list.push({ document: d, block });
      own.add(key);
    });
    for (const key of own) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  });
  const needed = Math.max(FIXED_DOCUMENTS, Math.ceil(documents.length * FIXED_SHARE));
  const isFixed = (key: string) => (frequency.get(key) ?? 0) >= needed;
  // A teaser's text is in other documents too, or several times in its own.
  const isOwn = ({ key, words, shape }: SeenBlock) => shape === 'prose' && words >= CORE_WORDS && (occurrences.get(key)?.length ?? 0) === 1;
  const core = documents.map((document) => document.blocks.map(isOwn));
  const body = documents.map((document, d) => {
    const [first, last] = articleOf(document, core[d], isFixed);
    return [leadAbove(document, first, frequency) ?? first, last] as const;
  });
  return { documents, frequency, occurrences, isFixed, core, body };
}

/**
 * The cost, in words, of a block that is not the article's own prose: fixed texts separate the article from the rest
 * more clearly than others.
 */
const FIXED_COST = 12;
const OTHER_COST = 6;

/** The run of blocks with the most own prose after costs. A single teaser's lead far below stays outside. */
function articleOf({ blocks }: SeenDocument, core: readonly boolean[], isFixed: (key: string) => boolean): [number, number] {
  const worth = ({ key, words }: SeenBlock, i: number) => (core[i] ? words : key === '' ? 0 : isFixed(key) ? -FIXED_COST : -OTHER_COST);
  const [from, to] = maxSumRun(blocks.map(worth));
  return to === 0 ? [-1, -1] : [from, to - 1];
}

/** The nearest sentence above the article that no other document shows, though its own may repeat it: the lead. */
function leadAbove({ blocks }: SeenDocument, first: number, frequency: ReadonlyMap<string, number>): number | undefined {
  for (let i = first - 1; i >= Math.max(0, first - LEAD_REACH.unique); i--) {
    const { key, text, words } = blocks[i];
    if (words >= UNIQUE_LEAD_WORDS && endsSentence(text) && frequency.get(key) === 1) return i;
  }
  return undefined;
}

/** The indexes of the documents that some places are in. */
export function documentsOf(places: readonly Pick<Occurrence, 'document'>[]): Set<number> {
  return new Set(places.map(({ document }) => document));
}

/** Whether an occurrence is inside its document's article. */
export function isInBody({ body }: SiteSurvey, { document, block }: Occurrence): boolean {
  const [first, last] = body[document];
  return block > first && block < last;
}

/** Whether a fixed text is directly above or below an occurrence. */
export function hasFixedNeighbour(site: SiteSurvey, { document, block }: Occurrence): boolean {
  const { blocks } = site.documents[document];
  return [block - 1, block + 1].some((i) => {
    const key = blocks[i]?.key;
    return key !== undefined && key !== blocks[block].key && (key === '' || site.isFixed(key));
  });
}

/** Whether a line is where a subheading would be: inside the article, above a paragraph, with no fixed text beside it. */
export function looksLikeSubheading(site: SiteSurvey, occurrence: Occurrence): boolean {
  return (
    isInBody(site, occurrence) && site.core[occurrence.document][occurrence.block + 1] === true && !hasFixedNeighbour(site, occurrence)
  );
}
