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
import { addSample, type Observations, sampleOf } from '../observe/observations.js';
import { MAX_TEXT, type SeenBlock, type SeenDocument, textKey } from '../observe/observe.js';

/** Two groups merge if the average similarity of their documents is at least this much: in the first pass, and in the second. */
const SIMILAR_AT_FIRST = 0.45;
const SIMILAR = 0.35;
/**
 * This many lines of its own are added to each document's vector: otherwise two documents that share a single line, and
 * no other line with any document, would be identical.
 */
const OWN_LINES = 2;
/** If two documents share this many labels besides a line, the line gets half of the weight that it can get from the pair. */
const HALF_COMMON = 2;
/** For each line, at most this many pairs of documents are compared: the average needs no more. */
const COMPARED_PAIRS = 8;
/** For rarity, a tentative group counts for at most this many documents, and a line in fewer documents than this is not rarer. */
const FEW_DOCUMENTS = 10;
/** Prose that recurs may be agency copy, and a long headline may be a teaser: both weigh less than a label or a menu entry. */
const PROSE_WEIGHT = 0.25;
const HEADLINE_WEIGHT = 0.5;
const LONG_HEADLINE_WORDS = 5;
/**
 * For each line, a group is compared with at most this many other groups that contain it; the likeliest of them are
 * compared in full.
 */
const WINDOW_GROUPS = 100;
const LIKELIEST_GROUPS = 16;
/** A group may merge with a partner that is nearly its nearest: otherwise all would wait for the one in the middle of a site. */
const NEARLY_NEAREST = 0.9;

/** Weights by line number. */
type Vector = ReadonlyMap<number, number>;

interface Group {
  /** Positions in the documents' order by hash, ascending. */
  readonly members: readonly number[];
  /** The sum of the documents' vectors: the product of two sums is the sum of the similarities of all pairs. */
  readonly sum: Vector;
}

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

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

/** Merges groups until no two are similar enough, and returns them ordered by their first members. */
function mergeAll(groups: readonly (readonly number[])[], vectors: readonly Vector[], similar: number): (readonly number[])[] {
  let open: Group[] = groups.map((members) => ({ members, sum: sumOf(members.map((i) => vectors[i])) }));
  const done: Group[] = [];
  while (open.length > 0) {
    const edges = edgesOf(open, similar);
    // A merged group is never nearer to another than the nearer of its parts was, so a group without a neighbour will never
    // have one.
    const linked = new Set(edges.flatMap(({ a, b }) => [a, b]));
    done.push(...open.filter((_, i) => !linked.has(i)));
    open = mergeNearest(open, edges);
  }
  return done.map(({ members }) => members).sort((a, b) => a[0] - b[0]);
}

/**
 * Observations in which documents without a site get one: the site that most of a cluster are recognised as; else, for
 * clusters of at least two documents, `cluster-` and a hash of the first. The rest stay without a site. The given
 * observations are not changed. Merge first: one more document may give a cluster another name.
 * @param recognise names the site of a document by rules learned earlier; default none
 */
export function assignSites(observations: Observations, recognise: Recognise = () => undefined): Observations {
  const assigned: Observations = new Map(observations);
  const unknown = observations.get('');
  if (unknown === undefined) return assigned;
  assigned.delete('');
  const sample = sampleOf(unknown);
  const single: SeenDocument[] = [];
  for (const indexes of clusterDocuments(sample)) {
    const members = indexes.map((i) => sample[i]);
    const known = knownSite(members, recognise);
    if (known === undefined && members.length === 1) single.push(members[0]);
    else {
      const site = known ?? nameOf(members[0], assigned);
      const before = observations.get(site);
      if (before !== undefined && assigned.get(site) === before) {
        assigned.delete(site);
        addSample(assigned, site, before.seen, sampleOf(before));
      }
      const documents = members.map((document) => ({ ...document, site }));
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
function knownSite(members: readonly SeenDocument[], recognise: Recognise): string | undefined {
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

/** The lines that occur in several documents, by number, with their weights by shape in each document. */
function sharedLines(documents: readonly SeenDocument[]): Vector[] {
  const numbers = new Map<string, number>();
  const frequency: number[] = [];
  const lines = documents.map(({ blocks }) => {
    const weights = new Map<number, number>();
    for (const block of blocks) {
      if (block.key === '') continue;
      const masked = maskedKey(block);
      const number = numbers.get(masked) ?? numbers.size;
      numbers.set(masked, number);
      const before = weights.get(number);
      if (before === undefined) frequency[number] = (frequency[number] ?? 0) + 1;
      weights.set(number, Math.max(before ?? 0, weightOf(block)));
    }
    return weights;
  });
  return lines.map((weights) => new Map([...weights].filter(([number]) => frequency[number] > 1)));
}

/**
 * What lines are compared by: the key of the text with its numbers masked. If a text was cut, the numbers in the rest
 * are unknown, so it keeps its key.
 */
function maskedKey({ key, text }: SeenBlock): string {
  return text.length < MAX_TEXT && /\p{N}/u.test(text) ? textKey(text.replace(/\p{N}+/gu, '0')) : key;
}

function weightOf({ shape, words }: SeenBlock): number {
  return shape === 'prose' ? PROSE_WEIGHT : shape === 'headline' && words >= LONG_HEADLINE_WORDS ? HEADLINE_WEIGHT : 1;
}

/** For each line, from 0 to 1: how much the documents with it have in common otherwise. */
function coherenceOf(lines: readonly Vector[]): (line: number) => number {
  const known = new Map<number, number>();
  const inCommon = (a: number, b: number) => {
    const pair = a * lines.length + b;
    const common = known.get(pair) ?? productOf(lines[a], lines[b]);
    known.set(pair, common);
    return common;
  };
  const coherence = new Map<number, number>();
  for (const [line, holders] of holdersOf(lines)) {
    const step = Math.max(1, Math.floor(holders.length / COMPARED_PAIRS));
    let sum = 0;
    let pairs = 0;
    for (let i = 0; i + 1 < holders.length && pairs < COMPARED_PAIRS; i += step) {
      const [a, b] = [holders[i], holders[i + 1]];
      const others = Math.max(0, inCommon(a, b) - (lines[a].get(line) ?? 0) * (lines[b].get(line) ?? 0));
      sum += others / (others + HALF_COMMON);
      pairs++;
    }
    coherence.set(line, sum / pairs);
  }
  return (line) => coherence.get(line) ?? 1;
}

/** For each line, how rare it is (1 for the rarest), with each group counted for at most `FEW_DOCUMENTS` documents. */
function rarityOf(lines: readonly Vector[], groups: readonly (readonly number[])[]): (line: number) => number {
  const counts = new Map<number, number>();
  let documents = 0;
  for (const members of groups) {
    const share = Math.min(1, FEW_DOCUMENTS / members.length);
    documents += share * members.length;
    for (const i of members) for (const line of lines[i].keys()) counts.set(line, (counts.get(line) ?? 0) + share);
  }
  const rarest = Math.log(1 + documents / FEW_DOCUMENTS);
  return (line) => Math.log(1 + documents / Math.max(counts.get(line) ?? 0, FEW_DOCUMENTS)) / rarest;
}

/** The documents' vectors. Their length is below 1, because a document's own lines count in it but are not stored. */
function vectorsOf(lines: readonly Vector[], worth: (line: number) => number): Vector[] {
  return lines.map((weights) => {
    const weighed = [...weights].map(([line, weight]) => [line, weight * worth(line)] as const).filter(([, weight]) => weight > 0);
    const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight ** 2, OWN_LINES));
    return new Map(weighed.map(([line, weight]) => [line, weight / length]));
  });
}

function holdersOf(lines: readonly Vector[]): Map<number, number[]> {
  const holders = new Map<number, number[]>();
  lines.forEach((weights, i) => {
    for (const line of weights.keys()) {
      const list = holders.get(line);
      if (list === undefined) holders.set(line, [i]);
      else list.push(i);
    }
  });
  return holders;
}

/**
 * The pairs of groups that are similar enough to merge. Each group looks back at up to `WINDOW_GROUPS` earlier groups for each
 * line, so the effort grows with the number of groups, not with its square. Lines that are common on a site have about
 * the same groups in their windows, so a site's documents still find each other.
 */
function edgesOf(groups: readonly Group[], similar: number): Edge[] {
  const showing = new Map<number, { readonly groups: number[]; readonly weights: number[] }>();
  const products = new Float64Array(groups.length);
  const edges: Edge[] = [];
  groups.forEach(({ members, sum }, a) => {
    const met: number[] = [];
    for (const [line, total] of sum) {
      const weight = total / members.length;
      const others = showing.get(line);
      if (others === undefined) {
        showing.set(line, { groups: [a], weights: [weight] });
        continue;
      }
      const { groups: before, weights } = others;
      for (let i = Math.max(0, before.length - WINDOW_GROUPS); i < before.length; i++) {
        const b = before[i];
        if (products[b] === 0) met.push(b);
        products[b] += weight * weights[i];
      }
      before.push(a);
      weights.push(weight);
    }
    const likeliest = met.sort((b, c) => products[c] - products[b] || (a ^ b) - (a ^ c)).slice(0, LIKELIEST_GROUPS);
    for (const b of likeliest) {
      const similarity = similarityOf(groups[a], groups[b]);
      if (similarity >= similar) edges.push({ a, b, similarity });
    }
    for (const b of met) products[b] = 0;
  });
  return edges;
}

/** The average similarity of a document of one group and a document of the other. */
function similarityOf(a: Group, b: Group): number {
  return productOf(a.sum, b.sum) / (a.members.length * b.members.length);
}

function productOf(a: Vector, b: Vector): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let product = 0;
  for (const [line, weight] of few) product += weight * (many.get(line) ?? 0);
  return product;
}

/** The groups after one round: each merges with at most one other group, the most similar pairs first. */
function mergeNearest(groups: readonly Group[], edges: readonly Edge[]): Group[] {
  const nearest = new Map<number, number>();
  for (const { a, b, similarity } of edges) {
    nearest.set(a, Math.max(nearest.get(a) ?? 0, similarity));
    nearest.set(b, Math.max(nearest.get(b) ?? 0, similarity));
  }
  // If many are equally similar, as pages of one template are, `xor` pairs each with a different one.
  const sorted = [...edges].sort((x, y) => y.similarity - x.similarity || (x.a ^ x.b) - (y.a ^ y.b) || x.a - y.a);
  const merged: Group[] = [];
  for (const { a, b, similarity } of sorted) {
    const [ofA, ofB] = [nearest.get(a), nearest.get(b)];
    // One of them already has a partner.
    if (ofA === undefined || ofB === undefined) continue;
    if (similarity < NEARLY_NEAREST * Math.max(ofA, ofB)) continue;
    merged.push(mergeGroups(groups[a], groups[b]));
    nearest.delete(a);
    nearest.delete(b);
  }
  for (const i of nearest.keys()) merged.push(groups[i]);
  return merged.sort((a, b) => a.members[0] - b.members[0]);
}

function mergeGroups(a: Group, b: Group): Group {
  return { members: [...a.members, ...b.members].sort((x, y) => x - y), sum: sumOf([a.sum, b.sum]) };
}

function sumOf(vectors: readonly Vector[]): Vector {
  if (vectors.length === 1) return vectors[0];
  const sum = new Map<number, number>();
  for (const vector of vectors) for (const [line, weight] of vector) sum.set(line, (sum.get(line) ?? 0) + weight);
  return sum;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
