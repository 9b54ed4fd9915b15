/**
 * Clustering: documents that nothing but their text tells the site of, put together by the lines that they share.
 *
 * A document is a vector of its lines, and two groups are as close as their documents are on average (average link).
 * Groups merge that are each other's nearest, many pairs a round: with average link the order of such merges does not
 * matter (reducibility; Murtagh, A survey of recent advances in hierarchical clustering algorithms, 1983). Splitting a
 * site costs some evidence, gluing two makes wrong rules: in doubt documents stay apart.
 *
 * What a line weighs is found twice. At first nothing is known of the sites, and a line is worth what those who show it
 * have otherwise in common: a site's furniture comes together, a headline of an agency or "Facebook" does not. Then the
 * first groups tell how many sites there are, and lines are weighed by how rare they are (Spärck Jones, A statistical
 * interpretation of term specificity, 1972) with no site counted for more than a few documents: in a folder of one site
 * the furniture is the most common of all lines, and plain rarity would find it worth nothing.
 */
import { hash32 } from '../../text/tables/hash.js';
import { addSample, expectObservations, type Observations, sampleOf } from '../observe/observations.js';
import { keyOf, MAX_TEXT, type SeenBlock, type SeenDocument } from '../observe/observe.js';

/** Groups merge whose documents are at least so similar on average: in the first pass, and in the second. */
const SIMILAR_AT_FIRST = 0.45;
const SIMILAR = 0.35;
/**
 * So many lines of each document's own are added to what it may share: without them two documents would be the same
 * that share a single line, and no other line with anyone.
 */
const OWN_LINES = 2;
/** Two documents that share so many labels besides a line speak half as much for it as they could. */
const HALF_COMMON = 2;
/** So many pairs of the documents that show a line are asked what else they have in common. */
const PAIRS = 8;
/** In rarity a tentative site counts for so many documents at most, and a line in fewer tells no more than one in so many. */
const FEW = 10;
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
  const lines = linesOf(order.map((i) => documents[i]));
  const tentative = mergeAll(
    order.map((_, i) => [i]),
    vectorsOf(lines, coherenceOf(lines)),
    SIMILAR_AT_FIRST,
  );
  const groups = mergeAll(tentative, vectorsOf(lines, rarityOf(lines, tentative)), SIMILAR);
  return groups.map((members) => members.map((i) => order[i]));
}

/** Merges groups until none is similar enough to another, and returns them in the order of their first members. */
function mergeAll(groups: readonly (readonly number[])[], vectors: readonly Vector[], similar: number): (readonly number[])[] {
  let open: Group[] = groups.map((members) => ({ members, sum: sumOf(members.map((i) => vectors[i])) }));
  const done: Group[] = [];
  while (open.length > 0) {
    const edges = edgesOf(open, similar);
    // A merged group is never nearer than the nearer of its parts was: what has no neighbour now will never have one.
    const linked = new Set(edges.flatMap(({ a, b }) => [a, b]));
    done.push(...open.filter((_, i) => !linked.has(i)));
    open = mergeNearest(open, edges);
  }
  return done.map(({ members }) => members).sort((a, b) => a[0] - b[0]);
}

/**
 * Observations in which the documents without a site have one: that which most of a cluster are recognised as, else,
 * where at least two come together, `cluster-` and a hash of the first of them. The rest stay without a site. The
 * observations given are not changed. Merge before this, not after: a further document may give a cluster another name.
 * @param recognise names the site of a document, where something is known of it already: rules learned before
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

/** Names the site of a document; undefined where it is not known. */
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

/** Whether a site is one that `assignSites` has named. */
export function isCluster(site: string): boolean {
  return /^cluster-[0-9a-f]{8}$/u.test(site);
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

/** The lines that stand in several documents, by number, with their weights by shape in each document. */
function linesOf(documents: readonly SeenDocument[]): Vector[] {
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

/** What a line is compared by: its key, whatever its numbers; of a text that was cut nothing tells the numbers behind. */
function maskedKey({ key, text }: SeenBlock): string {
  return text.length < MAX_TEXT && /\p{N}/u.test(text) ? keyOf(text.replace(/\p{N}+/gu, '0')) : key;
}

function weightOf({ shape, words }: SeenBlock): number {
  return shape === 'prose' ? PROSE_WEIGHT : shape === 'headline' && words >= HEADLINE_WORDS ? HEADLINE_WEIGHT : 1;
}

/** For each line, from 0 to 1: how much those who show it have otherwise in common. */
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
    const step = Math.max(1, Math.floor(holders.length / PAIRS));
    let sum = 0;
    let pairs = 0;
    for (let i = 0; i + 1 < holders.length && pairs < PAIRS; i += step) {
      const [a, b] = [holders[i], holders[i + 1]];
      const others = Math.max(0, inCommon(a, b) - (lines[a].get(line) ?? 0) * (lines[b].get(line) ?? 0));
      sum += others / (others + HALF_COMMON);
      pairs++;
    }
    coherence.set(line, sum / pairs);
  }
  return (line) => coherence.get(line) ?? 1;
}

/** For each line how rare it is (1 for the rarest), no group counted for more than `FEW` documents. */
function rarityOf(lines: readonly Vector[], groups: readonly (readonly number[])[]): (line: number) => number {
  const counts = new Map<number, number>();
  let documents = 0;
  for (const members of groups) {
    const share = Math.min(1, FEW / members.length);
    documents += share * members.length;
    for (const i of members) for (const line of lines[i].keys()) counts.set(line, (counts.get(line) ?? 0) + share);
  }
  const rarest = Math.log(1 + documents / FEW);
  return (line) => Math.log(1 + documents / Math.max(counts.get(line) ?? 0, FEW)) / rarest;
}

/** The documents' vectors: of a length below one, as what is a document's own is in none of them. */
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
 * The pairs of groups that are similar enough to merge. Each group looks back at the groups before it, at most `WINDOW`
 * of them on each line: the effort grows with the number of groups and not with its square. As all lines that are common
 * on a site have about the same groups in their windows, a site's documents still find each other.
 */
function edgesOf(groups: readonly Group[], similar: number): Edge[] {
  const showing = new Map<number, { readonly groups: number[]; readonly weights: number[] }>();
  const products = new Float64Array(groups.length);
  const edges: Edge[] = [];
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: clustering spends its time in this loop, which keeps its sums in one array.
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
      for (let i = Math.max(0, before.length - WINDOW); i < before.length; i++) {
        const b = before[i];
        if (products[b] === 0) met.push(b);
        products[b] += weight * weights[i];
      }
      before.push(a);
      weights.push(weight);
    }
    const likeliest = met.sort((b, c) => products[c] - products[b] || (a ^ b) - (a ^ c)).slice(0, LIKELIEST);
    for (const b of likeliest) {
      const similarity = similarityOf(groups[a], groups[b]);
      if (similarity >= similar) edges.push({ a, b, similarity });
    }
    for (const b of met) products[b] = 0;
  });
  return edges;
}

/** The average similarity of a document of the one group and a document of the other. */
function similarityOf(a: Group, b: Group): number {
  return productOf(a.sum, b.sum) / (a.members.length * b.members.length);
}

function productOf(a: Vector, b: Vector): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let product = 0;
  for (const [line, weight] of few) product += weight * (many.get(line) ?? 0);
  return product;
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
