/**
 * Clustering: finds sites for documents whose site is known only by their text, from the lines that they share.
 *
 * A document is a vector of its lines, and the similarity of two groups is the average similarity of their documents
 * (average linkage). Groups that are each other's nearest neighbours merge, many pairs per round: with average linkage
 * the order of such merges does not matter (reducibility; Murtagh, A survey of recent advances in hierarchical
 * clustering algorithms, 1983). Splitting a site costs some evidence, while merging two makes wrong rules: in doubt,
 * documents stay apart.
 *
 * Lines are weighed in two passes. At first nothing is known of the sites, and a line is worth what the documents with
 * it have in common otherwise: that brings a site's furniture together, but not an agency's headline or "Facebook". The
 * first groups then show how many sites there are, and lines are weighed by rarity (Spärck Jones, A statistical
 * interpretation of term specificity, 1972), with each site counted for at most a few documents: in a folder of one
 * site, furniture is the most common of all lines, and plain rarity would make it worthless.
 */
import { hash32 } from '../../text/tables/hash.js';
import { addSample, expectObservations, type Observations, sampleOf } from '../observe/observations.js';
import type { SeenDocument } from '../observe/observe.js';
import { coherenceOf, rarityOf, sharedLines, vectorsOf } from './lineWeights.js';
import { mergeAll } from './mergeGroups.js';

/** Two groups merge if the average similarity of their documents is at least this much: in the first pass, and in the second. */
const SIMILAR_AT_FIRST = 0.45;
const SIMILAR = 0.35;

/**
 * Groups documents by site, as indexes. The indexes of a group are ordered by the documents' hashes, and groups by
 * their first index; the groups do not depend on the order of the documents.
 */
export function clusterDocuments(documents: readonly SeenDocument[]): number[][] {
  const order = documents
    .map((_, i) => i)
    .sort((a, b) => compare(documents[a].hash, documents[b].hash) || compare(documents[a].id, documents[b].id));
  const lines = sharedLines(order.map((i) => documents[i]));
  const tentative = mergeAll(
    order.map((_, i) => [i]),
    vectorsOf(lines, coherenceOf(lines)),
    SIMILAR_AT_FIRST,
  );
  const groups = mergeAll(tentative, vectorsOf(lines, rarityOf(lines, tentative)), SIMILAR);
  return groups.map((members) => members.map((i) => order[i]));
}

/**
 * Observations in which documents without a site get one: the site that most of a cluster are recognised as; else, for
 * clusters of at least two documents, `cluster-` and a hash of the first. The rest stay without a site. The given
 * observations are not changed. Merge first: one more document may give a cluster another name.
 * @param recognise names the site of a document by rules learned earlier; default none
 *
 *
 * @example
 * ```ts
 * import { addSeen, assignSites, type Observations, observe, readText } from 'klartext';
 *
 * const observations: Observations = new Map();
 * addSeen(observations, observe(readText('Der Rat der Stadt tagt.', { id: '17' })));
 * [...assignSites(observations, () => 'bote.example').keys()]; // => ['bote.example']
 * ```
 */
export function assignSites(observations: Observations, recognise: Recognise = () => undefined): Observations {
  expectObservations(observations);
  const assigned: Observations = new Map(observations);
  const unknown = observations.get('');
  if (unknown === undefined) return assigned;
  assigned.delete('');
  const sample = sampleOf(unknown);
  const single: SeenDocument[] = [];
  for (const indexes of clusterDocuments(sample)) {
    const members = indexes.map((i) => sample[i]);
    const known = siteOfMost(members, recognise);
    if (known === undefined && members.length === 1) single.push(members[0]);
    else {
      const site = known ?? nameOf(members[0], assigned);
      const before = observations.get(site);
      if (before !== undefined && assigned.get(site) === before) {
        assigned.delete(site);
        addSample(assigned, site, before.seen, sampleOf(before));
      }
      const documents = members.map(({ folder: _, ...document }) => ({ ...document, site }));
      addSample(assigned, site, documents.length, documents);
    }
  }
  const left = unknown.seen - sample.length + single.length;
  if (left > 0) addSample(assigned, '', left, single);
  return assigned;
}

/** Names the site of a document; undefined if it is unknown. */
export type Recognise = (document: SeenDocument) => string | undefined;

/** The site that more than half of the documents are recognised as. */
export function siteOfMost(members: readonly SeenDocument[], recognise: Recognise): string | undefined {
  const counts = new Map<string, number>();
  for (const document of members) {
    const site = recognise(document);
    if (site !== undefined) counts.set(site, (counts.get(site) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count > members.length / 2)?.[0];
}

/** Whether a site's name was made by `assignSites`. */
export function isCluster(site: string): boolean {
  return /^cluster-[0-9a-f]{8}$/u.test(site);
}

/** A name that no site has. Another attempt is needed only if two hashes collide. */
function nameOf({ hash }: SeenDocument, taken: Observations): string {
  for (let seed = ''; ; seed += '+') {
    const name = `cluster-${hash32(hash + seed)
      .toString(16)
      .padStart(8, '0')}`;
    if (!taken.has(name)) return name;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
