/**
 * Bottom-k samples: of all documents, those with the smallest hashes (Cohen and Kaplan, Summarizing data using bottom-k
 * sketches, 2007). Such a sample is uniform in whatever order documents arrive, and the samples of two halves, merged
 * and cut again, are the sample of the whole.
 */
import type { SeenDocument } from './observe.js';
import type { PackedDocument } from './packing.js';

/** Documents kept per site: more would not change which rules are accepted. */
export const SAMPLE = 200;

/** A sample may exceed its limit by this factor before it is cut, so that not every document causes a sort. */
const SLACK = 1.1;

/** Above all hashes, which are hexadecimal. */
const NO_BOUND = 'g';

export interface BottomK {
  /** The kept documents by hash. */
  readonly documents: Map<string, PackedDocument>;
  /** Upper bound of the kept hashes, once the sample has been cut. */
  bound: string;
}

export function emptySample(): BottomK {
  return { documents: new Map(), bound: NO_BOUND };
}

/** Whether a document belongs in the sample. The same text under two names counts once, under the name that sorts first. */
export function isWanted({ documents, bound }: BottomK, { hash, id }: Pick<SeenDocument, 'hash' | 'id'>): boolean {
  if (hash > bound) return false;
  const there = documents.get(hash);
  return there === undefined || there.id > id;
}

/** Keeps a document that is wanted. */
export function keep(sample: BottomK, document: PackedDocument, limit: number): void {
  sample.documents.set(document.hash, document);
  if (sample.documents.size >= SLACK * limit) cutTo(sample, limit);
}

/** Drops all but the documents with the smallest hashes. */
export function cutTo(sample: BottomK, limit: number): void {
  if (sample.documents.size <= limit) return;
  const kept = smallest(sample, limit);
  sample.documents.clear();
  for (const one of kept) sample.documents.set(one.hash, one);
  sample.bound = (kept.at(-1) as PackedDocument).hash;
}

/** The documents with the smallest hashes, at most `limit` of them, ordered by hash. */
export function smallest({ documents }: BottomK, limit: number): PackedDocument[] {
  return [...documents.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1)).slice(0, limit);
}

/** Whether documents were left out of the sample. */
export function isCut({ documents, bound }: BottomK, limit: number): boolean {
  return bound !== NO_BOUND || documents.size > limit;
}

/** Marks a sample as cut at what it holds now: documents with greater hashes were left out elsewhere. */
export function markCut(sample: BottomK): void {
  sample.bound = smallest(sample, sample.documents.size).at(-1)?.hash ?? NO_BOUND;
}
