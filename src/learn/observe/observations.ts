/**
 * Observations of a corpus: for each site, the documents with the smallest hashes (`bottomK.ts`).
 *
 * Memory is therefore bounded by sites × sample, merging is exact, and documents are dropped without bias.
 */
import { expectArgument } from '../../model/argument.js';
import { type BottomK, emptySample, isCut, isWanted, keep, markCut, SAMPLE, smallest } from './bottomK.js';
import { countInFolder, type FolderSamples, giveUpFolders, isWantedByFolder, keepInFolder, packedOf } from './folderSamples.js';
import type { SeenBlock, SeenDocument } from './observe.js';
import { emptyPool, type PackedDocument, type Pool, pack, unpack } from './packing.js';

export const OBSERVATIONS_FORMAT = 'klartext-observations/3';
/** Formats that can be read: the second had no folders. */
export const READ_FORMATS: readonly string[] = ['klartext-observations/2', OBSERVATIONS_FORMAT];

/** Documents kept without a site, for clustering: larger than `SAMPLE`, since they are of many sites. */
const SAMPLE_UNKNOWN = 5000;
/**
 * Pages per site that Readability votes on, those with the smallest hashes: votes are slow, and a few show where a site
 * keeps its articles.
 */
export const VOTERS = 12;

/**
 * What was seen of one site. `addSeen` and `parseObservations` make them: they hold more than they show, which may change
 * with any version.
 */
export interface SiteObservations {
  /** Number of documents seen, including those not kept. */
  readonly seen: number;
}

/** What the observations of a site contain. */
export interface Sample extends SiteObservations, BottomK, FolderSamples {
  seen: number;
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
  const { site, folder } = document;
  if (folder !== undefined) countInFolder(siteOf(observations, site), folder, 1);
  addSample(observations, site, 1, [document]);
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
    const sample = sampleIn(other);
    const site = siteOf(into, name);
    site.seen += sample.seen;
    addFolders(into, name, folderCounts(sample));
    for (const document of keptIn(sample)) take(site, document, () => document);
  }
}

/**
 * Adds documents of a site that were kept as a sample.
 * @param seen the number of documents that they are a sample of
 * @param isPart whether others were left out of the sample; its limit may have been lower than a site's
 */
export function addSample(observations: Observations, name: string, seen: number, documents: Iterable<SeenDocument>, isPart = false): void {
  const site = siteOf(observations, name);
  site.seen += seen;
  for (const document of documents) take(site, document, () => pack(document, site.pool));
  if (isPart) markCut(site);
}

/** The numbers of documents seen by folder; `undefined` if there were too many folders. */
export type FolderCounts = ReadonlyMap<string, number> | undefined;

export function folderCounts({ folders }: FolderSamples): FolderCounts {
  return folders && new Map([...folders].map(([name, { seen }]) => [name, seen]));
}

/** Counts documents seen in folders, which are of the site `''`. */
export function addFolders(observations: Observations, name: string, counts: FolderCounts): void {
  const site = siteOf(observations, name);
  if (counts === undefined) giveUpFolders(site);
  for (const [name, seen] of counts ?? []) countInFolder(site, name, seen);
}

/** All documents that a site keeps, also for its folders, ordered by hash and name. */
export function keptIn(sample: Sample): PackedDocument[] {
  const ofFolders = [...(sample.folders?.values() ?? [])].flatMap((folder) => packedOf(sample, folder));
  return [...new Set([...cut(sample), ...ofFolders])].sort((a, b) => (a.hash < b.hash || (a.hash === b.hash && a.id < b.id) ? -1 : 1));
}

/**
 * The kept documents of a site, ordered by hash. Only the first `VOTERS` pages keep Readability's votes, since merged
 * parts have more of them than the whole would have.
 * @param count return at most this many; default all
 */
export function sampleOf(site: SiteObservations, count = Number.POSITIVE_INFINITY): SeenDocument[] {
  return unpacked(cut(sampleIn(site)).slice(0, count));
}

/** Documents as they were before packing; equal blocks are shared. */
export function unpacked(documents: readonly PackedDocument[]): SeenDocument[] {
  const blocks = new Map<string, SeenBlock>();
  let pages = 0;
  return documents.map((packed) => {
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

/** The number of documents in a site's sample, if others were left out of it. */
export function sizeOfCut(site: SiteObservations): number | undefined {
  const sample = sampleIn(site);
  const { length } = cut(sample);
  // A sample that was read from a file, full and of more documents, was cut before it was written.
  return isCut(sample, length) || (length === SAMPLE && site.seen > length) ? length : undefined;
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
  const site: Sample = { ...emptySample(), seen: 0, pool: emptyPool(), folders: new Map() };
  observations.set(name, site);
  return site;
}

/** Keeps a document if the site or its folder wants it. */
function take(site: Sample, document: Pick<SeenDocument, 'hash' | 'id' | 'site' | 'folder'>, packed: () => PackedDocument): void {
  const ofSite = isWanted(site, document);
  const ofFolder = isWantedByFolder(site, document);
  if (!ofSite && !ofFolder) return;
  const kept = packed();
  if (ofSite) keep(site, kept, limitOf(document.site));
  if (ofFolder) keepInFolder(site, kept);
}

function withoutVotes(document: SeenDocument): SeenDocument {
  if (!document.blocks.some((block) => block.main !== undefined)) return document;
  return { ...document, blocks: document.blocks.map(({ main: _, ...block }) => block) };
}

function cut(sample: Sample): PackedDocument[] {
  const [first] = sample.documents.values();
  return smallest(sample, limitOf(first?.site ?? ''));
}

function limitOf(site: string): number {
  return site === '' ? SAMPLE_UNKNOWN : SAMPLE;
}
