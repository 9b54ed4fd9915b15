/**
 * Observations of a corpus: for each site the documents with the smallest hashes.
 *
 * That is a bottom-k sample (Cohen and Kaplan, Summarizing data using bottom-k sketches, 2007): a uniform one, whatever
 * the order in which documents come; the samples of two halves, put together and cut again, are the sample of the
 * whole. So memory is bounded by sites × sample, merging is exact, and what is rare is forgotten without bias.
 */
import type { SeenDocument } from './observe.js';

export const OBSERVATIONS_FORMAT = 'klartext-observations/1';

/** Documents kept of one site: more would not change which rules are believed. */
export const SAMPLE = 200;
/** Documents kept without a site, to be clustered. */
export const SAMPLE_UNKNOWN = 5000;

export interface SiteObservations {
  /** Documents seen, those not kept included. */
  seen: number;
  /** The kept documents by hash. */
  readonly documents: Map<string, SeenDocument>;
  /** No kept document has a larger hash than this, once the sample is full. */
  bound: string;
}

/** What was seen of a corpus, by site. */
export type Observations = Map<string, SiteObservations>;

/** Adds a document to the observations. */
export function addSeen(observations: Observations, document: SeenDocument): void {
  const site = siteOf(observations, document.site);
  site.seen++;
  keep(site, document);
}

/** Puts the second observations into the first. The order of merging does not matter. */
export function mergeObservations(into: Observations, from: Observations): void {
  for (const [name, { seen, documents }] of from) {
    const site = siteOf(into, name);
    site.seen += seen;
    for (const document of documents.values()) keep(site, document);
  }
}

/** The kept documents of a site, in the order of their hashes. */
export function sampleOf(site: SiteObservations): SeenDocument[] {
  return cut([...site.documents.values()]);
}

function siteOf(observations: Observations, name: string): SiteObservations {
  let site = observations.get(name);
  if (site === undefined) {
    site = { seen: 0, documents: new Map(), bound: 'g' };
    observations.set(name, site);
  }
  return site;
}

function keep(site: SiteObservations, document: SeenDocument): void {
  if (document.hash > site.bound) return;
  const there = site.documents.get(document.hash);
  // The same text under two names counts once, under the name that sorts first.
  if (there === undefined || document.id < there.id) site.documents.set(document.hash, document);
  if (site.documents.size >= 2 * limitOf(document.site)) {
    const kept = cut([...site.documents.values()]);
    site.documents.clear();
    for (const one of kept) site.documents.set(one.hash, one);
    site.bound = (kept.at(-1) as SeenDocument).hash;
  }
}

function cut(documents: SeenDocument[]): SeenDocument[] {
  documents.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return documents.slice(0, limitOf(documents[0]?.site ?? ''));
}

function limitOf(site: string): number {
  return site === '' ? SAMPLE_UNKNOWN : SAMPLE;
}
