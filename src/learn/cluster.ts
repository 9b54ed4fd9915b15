/**
 * Clustering: documents that nothing but their text tells the site of, put together by the lines that they share.
 *
 * A document is a vector of its lines, weighted by inverse document frequency (Spärck Jones, A statistical
 * interpretation of term specificity, 1972), and two groups are as close as their documents are on average (average
 * link). Groups merge that are each other's nearest, many pairs a round: with average link the order of such merges does
 * not matter (reducibility; Murtagh, A survey of recent advances in hierarchical clustering algorithms, 1983). Splitting
 * a site costs some evidence, gluing two makes wrong rules: in doubt documents stay apart.
 */
import { hash32 } from '../text/hash.js';
import { addSample, type Observations, sampleOf } from './observations.js';
import type { SeenBlock, SeenDocument } from './observe.js';

/** Groups merge whose documents are at least so similar on average. */
const SIMILAR = 0.35;
/**
 * So many lines of each document's own are added to what it may share: without them two documents would be the same
 * that share a single line, and no other line with anyone.
 */
const OWN_LINES = 2;
/**
 * A line in fewer documents tells no more than one in so many. In a folder of one site the furniture is the most common
 * of all lines, and would lose against what two or three documents share by chance.
 */
const RARE = 10;
/** Prose that recurs may be agency copy, and a long headline a teaser: neither weighs as much as a label or a menu. */
const PROSE_WEIGHT = 0.25;
const HEADLINE_WEIGHT = 0.5;
const HEADLINE_WORDS = 5;
/** On each line a group is compared with so many others that show it, and with the likeliest of them all in full. */
const WINDOW = 100;
const LIKELIEST = 16;
/** A group may take a partner that is nearly its nearest; or all would queue for the one in the middle of a site. */
const NEARLY = 0.9;

/** Lines by number, with their weights. */
type Vector = ReadonlyMap<number, number>;

interface Group {
  /** Positions in the order of the documents' hashes, the first one the smallest. */
  readonly members: readonly number[];
  /** The sum of the documents' vectors: the product of two sums is the sum of all their documents' similarities. */
  readonly sum: Vector;
}

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/**
 * Groups documents by site, as indexes. A group's indexes come in the order of the documents' hashes, and the groups in
 * the order of their first ones; what is in a group does not depend on the order of the documents.
 */
export function clusterDocuments(documents: readonly SeenDocument[]): number[][] {
  const order = documents
    .map((_, i) => i)
    .sort((a, b) => compare(documents[a].hash, documents[b].hash) || compare(documents[a].id, documents[b].id));
  let open: Group[] = vectorsOf(order.map((i) => documents[i])).map((sum, i) => ({ members: [i], sum }));
  const done: Group[] = [];
  while (open.length > 0) {
    const edges = edgesOf(open);
    // A merged group is never nearer than the nearer of its parts was: what has no neighbour now will never have one.
    const linked = new Set(edges.flatMap(({ a, b }) => [a, b]));
    done.push(...open.filter((_, i) => !linked.has(i)));
    open = mergeNearest(open, edges);
  }
  return done.sort((a, b) => a.members[0] - b.members[0]).map(({ members }) => members.map((i) => order[i]));
}

/**
 * Observations in which the documents without a site have one, where at least two come together: `cluster-` and a hash
 * of the first of them. The rest stay without a site; the other sites are those of the observations given, which are
 * not changed. Merge before this, not after: a further document may give a cluster another name.
 */
export function assignSites(observations: Observations): Observations {
  const assigned: Observations = new Map(observations);
  const unknown = observations.get('');
  if (unknown === undefined) return assigned;
  assigned.delete('');
  const sample = sampleOf(unknown);
  const clusters = clusterDocuments(sample).map((indexes) => indexes.map((i) => sample[i]));
  for (const members of clusters.filter(({ length }) => length > 1)) {
    const site = nameOf(members[0], assigned);
    const documents = members.map((document) => ({ ...document, site }));
    addSample(assigned, site, documents.length, documents);
  }
  const single = clusters.filter(({ length }) => length === 1).flat();
  const left = unknown.seen - sample.length + single.length;
  if (left > 0) addSample(assigned, '', left, single);
  return assigned;
}

/** A name that no site has; the second attempt is for two hashes that are the same by chance. */
function nameOf({ hash }: SeenDocument, taken: Observations): string {
  for (let seed = ''; ; seed += '+') {
    const name = `cluster-${hash32(hash + seed)
      .toString(16)
      .padStart(8, '0')}`;
    if (!taken.has(name)) return name;
  }
}

/** The documents' vectors, of length one or a little less: what a document shares with no other is in none. */
function vectorsOf(documents: readonly SeenDocument[]): Vector[] {
  const numbers = new Map<string, number>();
  const frequency: number[] = [];
  const lines = documents.map(({ blocks }) => {
    const weights = new Map<number, number>();
    for (const block of blocks) {
      if (block.key === '') continue;
      const masked = block.key.replace(/\p{N}+/gu, '0');
      const number = numbers.get(masked) ?? numbers.size;
      numbers.set(masked, number);
      const weight = weightOf(block);
      const before = weights.get(number);
      if (before === undefined) frequency[number] = (frequency[number] ?? 0) + 1;
      if (before === undefined || weight > before) weights.set(number, weight);
    }
    return weights;
  });
  const rarity = (count: number) => Math.log(1 + documents.length / Math.max(count, RARE));
  const own = OWN_LINES * rarity(1) ** 2;
  return lines.map((weights) => {
    const shared = [...weights]
      .filter(([number]) => frequency[number] > 1)
      .map(([number, weight]) => [number, weight * rarity(frequency[number])] as const);
    const length = Math.sqrt(shared.reduce((sum, [, weight]) => sum + weight ** 2, own));
    return new Map(shared.map(([number, weight]) => [number, weight / length]));
  });
}

function weightOf({ shape, words }: SeenBlock): number {
  return shape === 'prose' ? PROSE_WEIGHT : shape === 'headline' && words >= HEADLINE_WORDS ? HEADLINE_WEIGHT : 1;
}

/**
 * The pairs of groups that are similar enough to merge. Each group looks back at the groups before it, at most `WINDOW`
 * of them on each line: the effort grows with the number of groups and not with its square. As all lines that are common
 * on a site have about the same groups in their windows, a site's documents still find each other.
 */
function edgesOf(groups: readonly Group[]): Edge[] {
  const showing = new Map<number, { group: number; weight: number }[]>();
  const products = new Float64Array(groups.length);
  const edges: Edge[] = [];
  groups.forEach(({ members, sum }, a) => {
    const met: number[] = [];
    for (const [line, total] of sum) {
      const weight = total / members.length;
      const others = showing.get(line);
      if (others === undefined) {
        showing.set(line, [{ group: a, weight }]);
        continue;
      }
      for (let i = Math.max(0, others.length - WINDOW); i < others.length; i++) {
        const other = others[i];
        if (products[other.group] === 0) met.push(other.group);
        products[other.group] += weight * other.weight;
      }
      others.push({ group: a, weight });
    }
    const likeliest = met.sort((b, c) => products[c] - products[b] || (a ^ b) - (a ^ c)).slice(0, LIKELIEST);
    for (const b of likeliest) {
      const similarity = similarityOf(groups[a], groups[b]);
      if (similarity >= SIMILAR) edges.push({ a, b, similarity });
    }
    for (const b of met) products[b] = 0;
  });
  return edges;
}

/** The average similarity of a document of the one group and a document of the other. */
function similarityOf(a: Group, b: Group): number {
  const [few, many] = a.sum.size < b.sum.size ? [a.sum, b.sum] : [b.sum, a.sum];
  let product = 0;
  for (const [line, weight] of few) product += weight * (many.get(line) ?? 0);
  return product / (a.members.length * b.members.length);
}

/** The groups that have an edge, after one round: each is merged with another one at most, the most similar first. */
function mergeNearest(groups: readonly Group[], edges: readonly Edge[]): Group[] {
  const nearest = new Map<number, number>();
  for (const { a, b, similarity } of edges) {
    nearest.set(a, Math.max(nearest.get(a) ?? 0, similarity));
    nearest.set(b, Math.max(nearest.get(b) ?? 0, similarity));
  }
  // Among equals, as the pages of one template are, `xor` gives everyone a partner of its own.
  const sorted = [...edges].sort((x, y) => y.similarity - x.similarity || (x.a ^ x.b) - (y.a ^ y.b) || x.a - y.a);
  const merged: Group[] = [];
  for (const { a, b, similarity } of sorted) {
    const [ofA, ofB] = [nearest.get(a), nearest.get(b)];
    // One of them has its partner.
    if (ofA === undefined || ofB === undefined) continue;
    if (similarity < NEARLY * Math.max(ofA, ofB)) continue;
    merged.push(mergeGroups(groups[a], groups[b]));
    nearest.delete(a);
    nearest.delete(b);
  }
  for (const i of nearest.keys()) merged.push(groups[i]);
  return merged.sort((a, b) => a.members[0] - b.members[0]);
}

function mergeGroups(a: Group, b: Group): Group {
  const sum = new Map(a.sum);
  for (const [line, weight] of b.sum) sum.set(line, (sum.get(line) ?? 0) + weight);
  return { members: [...a.members, ...b.members].sort((x, y) => x - y), sum };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
