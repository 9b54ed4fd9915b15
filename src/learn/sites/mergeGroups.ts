/** Groups of documents that merge as long as two are similar enough, the nearest pairs first. */
import { productOf, type Vector } from './lineWeights.js';

/**
 * For each line, a group is compared with at most this many other groups that contain it; the likeliest of them are
 * compared in full.
 */
const WINDOW_GROUPS = 100;
const LIKELIEST_GROUPS = 16;
/** A group may merge with a partner that is nearly its nearest: otherwise all would wait for the one in the middle of a site. */
const NEARLY_NEAREST = 0.9;

interface Group {
  /** Positions in the documents' order by hash, ascending. */
  readonly members: readonly number[];
  /** The sum of the documents' vectors: the product of two sums is the sum of the similarities of all pairs. */
  readonly sum: Vector;
}

/** Two groups, by index, that are similar enough to merge. */
interface Edge {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** Merges groups until no two are similar enough, and returns them ordered by their first members. */
export function mergeAll(groups: readonly (readonly number[])[], vectors: readonly Vector[], similar: number): (readonly number[])[] {
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
 * The pairs of groups that are similar enough to merge. Each group looks back at up to `WINDOW_GROUPS` earlier groups for each
 * line, so the effort grows with the number of groups, not with its square. Lines that are common on a site have about
 * the same groups in their windows, so a site's documents still find each other.
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
