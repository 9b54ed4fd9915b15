/**
 * Observations of a corpus: for each site the documents with the smallest hashes.
 *
 * That is a bottom-k sample (Cohen and Kaplan, Summarizing data using bottom-k sketches, 2007): a uniform one, whatever
 * the order in which documents come; the samples of two halves, put together and cut again, are the sample of the
 * whole. So memory is bounded by sites × sample, merging is exact, and what is rare is forgotten without bias.
 */
import type { SeenBlock, SeenDocument } from './observe.js';

export const OBSERVATIONS_FORMAT = 'klartext-observations/1';

/** Documents kept of one site: more would not change which rules are believed. */
export const SAMPLE = 200;
/** Documents kept without a site, to be clustered. */
export const SAMPLE_UNKNOWN = 5000;
/** Pages of a site on which Readability is asked where the article stands: those with the smallest hashes. */
export const VOTERS = 12;

/** A sample may outgrow its limit by this factor before it is cut. */
const SLACK = 1.25;

export interface SiteObservations {
  /** Documents seen, those not kept included. */
  seen: number;
  /** The kept documents by hash. */
  readonly documents: Map<string, SeenDocument>;
  /** No kept document has a larger hash than this, once the sample is full. */
  bound: string;
  /** The kept documents' blocks by their text, and their paths: what a site repeats is held once. */
  readonly blocks: Map<string, SeenBlock[]>;
  readonly paths: Map<string, string>;
}

/** What was seen of a corpus, by site; the site `''` holds the documents of which nothing tells the site. */
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

/**
 * Adds a site's documents as a sample has kept them.
 * @param seen how many documents they are a sample of
 */
export function addSample(observations: Observations, name: string, seen: number, documents: Iterable<SeenDocument>): void {
  const site = siteOf(observations, name);
  site.seen += seen;
  for (const document of documents) keep(site, document);
}

/**
 * The kept documents of a site, in the order of their hashes. Readability's votes stand in the first `VOTERS` pages
 * alone: merged parts bring more of them than the whole would have.
 */
export function sampleOf(site: SiteObservations): SeenDocument[] {
  let pages = 0;
  return cut([...site.documents.values()]).map((document) =>
    document.format === 'html' && ++pages > VOTERS ? withoutVotes(document) : document,
  );
}

/** The pages of a site's sample on which Readability is asked; none of documents without a site, which may be of any. */
export function votersOf(name: string, site: SiteObservations): SeenDocument[] {
  if (name === '') return [];
  return sampleOf(site)
    .filter((document) => document.format === 'html')
    .slice(0, VOTERS);
}

/** Puts Readability's votes into a kept document: `voted` is the same page, observed again. */
export function addVotes(site: SiteObservations, voted: SeenDocument): void {
  const kept = site.documents.get(voted.hash);
  if (kept !== undefined && kept.id === voted.id) site.documents.set(voted.hash, pooled(site, { ...kept, blocks: voted.blocks }));
}

function siteOf(observations: Observations, name: string): SiteObservations {
  let site = observations.get(name);
  if (site === undefined) {
    site = { seen: 0, documents: new Map(), bound: 'g', blocks: new Map(), paths: new Map() };
    observations.set(name, site);
  }
  return site;
}

function keep(site: SiteObservations, document: SeenDocument): void {
  if (document.hash > site.bound) return;
  const there = site.documents.get(document.hash);
  // The same text under two names counts once, under the name that sorts first.
  if (there !== undefined && there.id <= document.id) return;
  site.documents.set(document.hash, pooled(site, document));
  if (site.documents.size >= SLACK * limitOf(document.site)) {
    const kept = cut([...site.documents.values()]);
    site.documents.clear();
    site.blocks.clear();
    site.paths.clear();
    for (const one of kept) site.documents.set(one.hash, pooled(site, one));
    site.bound = (kept.at(-1) as SeenDocument).hash;
  }
}

/** The document with blocks that the site's other documents share. */
function pooled(site: SiteObservations, document: SeenDocument): SeenDocument {
  const blocks = document.blocks.map((block) => {
    const known = site.blocks.get(block.text);
    const same = known?.find((one) => one.key === block.key && one.path === block.path && one.main === block.main);
    if (same !== undefined) return same;
    const own = compact(site, block);
    if (known === undefined) site.blocks.set(own.text, [own]);
    else known.push(own);
    return own;
  });
  return { ...ownCharacters({ ...document, blocks: [] }), blocks };
}

function compact({ paths }: SiteObservations, block: SeenBlock): SeenBlock {
  const own = ownCharacters(block);
  if (own.path === undefined) return own;
  const path = paths.get(own.path) ?? own.path;
  paths.set(path, path);
  return { ...own, path };
}

/** A copy that holds its own characters: a piece of a string keeps the whole string, here the page, in memory. */
function ownCharacters<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}

function withoutVotes(document: SeenDocument): SeenDocument {
  if (!document.blocks.some((block) => block.main !== undefined)) return document;
  return { ...document, blocks: document.blocks.map(({ main: _, ...block }) => block) };
}

function cut(documents: SeenDocument[]): SeenDocument[] {
  documents.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return documents.slice(0, limitOf(documents[0]?.site ?? ''));
}

function limitOf(site: string): number {
  return site === '' ? SAMPLE_UNKNOWN : SAMPLE;
}
