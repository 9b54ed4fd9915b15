/**
 * Observations of a corpus: for each site, the documents with the smallest hashes.
 *
 * This is a bottom-k sample (Cohen and Kaplan, Summarizing data using bottom-k sketches, 2007): it is uniform in
 * whatever order documents arrive, and the samples of two halves, merged and cut again, are the sample of the whole.
 * Memory is therefore bounded by sites × sample, merging is exact, and documents are dropped without bias.
 */
import { expectArgument } from '../../model/argument.js';
import type { SeenBlock, SeenDocument } from './observe.js';
import { emptyPool, type PackedDocument, type Pool, pack, unpack } from './packing.js';

export const OBSERVATIONS_FORMAT = 'klartext-observations/2';

/** Documents kept per site: more would not change which rules are accepted. */
export const SAMPLE = 200;
/** Documents kept without a site, for clustering: larger than `SAMPLE`, since they are of many sites. */
const SAMPLE_UNKNOWN = 5000;
/**
 * Pages per site that Readability votes on, those with the smallest hashes: votes are slow, and a few show where a site
 * keeps its articles.
 */
export const VOTERS = 12;

/** A sample may exceed its limit by this factor before it is cut, so that not every document causes a sort. */
const SLACK = 1.1;

/**
 * What was seen of one site. `addSeen` and `parseObservations` make them: they hold more than they show, which may change
 * with any version.
 */
export interface SiteObservations {
  /** Number of documents seen, including those not kept. */
  readonly seen: number;
}

/** What the observations of a site contain. */
export interface Sample extends SiteObservations {
  seen: number;
  /** The kept documents by hash. */
  readonly documents: Map<string, PackedDocument>;
  /** Upper bound of the kept hashes, once the sample is full. */
  bound: string;
  /** The blocks that several documents share. */
  readonly pool: Pool;
}

/** Observations by site; the site `''` holds the documents whose site is unknown. */
export type Observations = Map<string, SiteObservations>;

/**
 * What the observations of a site contain.
 * @throws ArgumentError for anything that was not made here
 */
export function sampleIn(site: SiteObservations): Sample {
  const isMade = typeof site === 'object' && site !== null && 'pool' in site;
  if (!isMade) expectArgument(false, 'observations', 'what addSeen or parseObservations have put there', site);
  return site as Sample;
}

/** @throws ArgumentError for anything but observations */
export function expectObservations(observations: Observations): void {
  const what = 'a Map that addSeen fills, or what parseObservations returns';
  expectArgument(Object.prototype.toString.call(observations) === '[object Map]', 'observations', what, observations);
}

/**
 * Adds an observed document to the observations, in place; start with `new Map()`. Documents may come in any order.
 * Only a sample of each site is kept, so memory depends on the number of sites, not of documents.
 *
 *
 * @example
 * ```ts
 * import { addSeen, type Observations, observe, readText } from 'klartext';
 *
 * const observations: Observations = new Map();
 * addSeen(observations, observe(readText('Der Rat der Stadt tagt.', { site: 'bote.example' })));
 * observations.get('bote.example')?.seen; // => 1
 * ```
 */
export function addSeen(observations: Observations, document: SeenDocument): void {
  expectObservations(observations);
  expectArgument(Array.isArray(document?.titles), 'document', 'what observe returns', document);
  addSample(observations, document.site, 1, [document]);
}

/**
 * Merges the second observations into the first. The order of merging does not matter.
 *
 *
 * @example
 * ```ts
 * import { addSeen, mergeObservations, type Observations, observe, readText } from 'klartext';
 *
 * const [all, part]: Observations[] = [new Map(), new Map()];
 * addSeen(all, observe(readText('Der Rat der Stadt tagt.', { site: 'bote.example' })));
 * addSeen(part, observe(readText('Der Hafen wird ausgebaut.', { site: 'bote.example' })));
 * mergeObservations(all, part);
 * all.get('bote.example')?.seen; // => 2
 * ```
 */
export function mergeObservations(into: Observations, from: Observations): void {
  expectObservations(into);
  expectObservations(from);
  for (const [name, other] of from) {
    const { seen, documents } = sampleIn(other);
    const site = siteOf(into, name);
    site.seen += seen;
    for (const document of documents.values()) if (isWanted(site, document)) keep(site, document);
  }
}

/**
 * Adds documents of a site that were kept as a sample.
 * @param seen the number of documents that they are a sample of
 */
export function addSample(observations: Observations, name: string, seen: number, documents: Iterable<SeenDocument>): void {
  const site = siteOf(observations, name);
  site.seen += seen;
  for (const document of documents) if (isWanted(site, document)) keep(site, pack(document, site.pool));
}

/**
 * The kept documents of a site, ordered by hash. Only the first `VOTERS` pages keep Readability's votes, since merged
 * parts have more of them than the whole would have.
 * @param count return at most this many; default all
 */
export function sampleOf(site: SiteObservations, count = Number.POSITIVE_INFINITY): SeenDocument[] {
  const blocks = new Map<string, SeenBlock>();
  let pages = 0;
  return cut(sampleIn(site))
    .slice(0, count)
    .map((packed) => {
      const document = unpack(packed, blocks);
      return document.format === 'html' && ++pages > VOTERS ? withoutVotes(document) : document;
    });
}

/**
 * The pages of a site's sample that Readability should vote on; none for documents without a site, which may come from
 * anywhere.
 */
export function votersOf(name: string, site: SiteObservations): PackedDocument[] {
  if (name === '') return [];
  return cut(sampleIn(site))
    .filter((document) => document.format === 'html')
    .slice(0, VOTERS);
}

/** Adds Readability's votes to a kept document: `voted` is the same page, observed again. */
export function addVotes(site: SiteObservations, voted: SeenDocument): void {
  const { documents, pool } = sampleIn(site);
  const kept = documents.get(voted.hash);
  if (kept === undefined || kept.id !== voted.id) return;
  documents.set(voted.hash, pack({ ...unpack(kept, new Map()), blocks: voted.blocks }, pool));
}

function siteOf(observations: Observations, name: string): Sample {
  const known = observations.get(name);
  if (known !== undefined) return sampleIn(known);
  const site: Sample = { seen: 0, documents: new Map(), bound: 'g', pool: emptyPool() };
  observations.set(name, site);
  return site;
}

/** Whether a document belongs in the sample. The same text under two names counts once, under the name that sorts first. */
function isWanted({ documents, bound }: Sample, { hash, id }: Pick<SeenDocument, 'hash' | 'id'>): boolean {
  if (hash > bound) return false;
  const there = documents.get(hash);
  return there === undefined || there.id > id;
}

function keep(site: Sample, document: PackedDocument): void {
  const { documents } = site;
  documents.set(document.hash, document);
  if (documents.size < SLACK * limitOf(document.site)) return;
  const kept = cut(site);
  documents.clear();
  for (const one of kept) documents.set(one.hash, one);
  site.bound = (kept.at(-1) as PackedDocument).hash;
}

function withoutVotes(document: SeenDocument): SeenDocument {
  if (!document.blocks.some((block) => block.main !== undefined)) return document;
  return { ...document, blocks: document.blocks.map(({ main: _, ...block }) => block) };
}

function cut({ documents }: Sample): PackedDocument[] {
  const sorted = [...documents.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return sorted.slice(0, limitOf(sorted[0]?.site ?? ''));
}

function limitOf(site: string): number {
  return site === '' ? SAMPLE_UNKNOWN : SAMPLE;
}
