// Aligns a page's blocks with its gold text: which blocks are content, which are not, of which nothing is known.

import type { Rows } from '#dist/content/features/rows.js';
import type { Document } from '#dist/index.js';
import { wordsOf } from '../bench/lost.js';
import type { Row } from '../bench/sets.js';

const GRAM = 4;
/** Longer runs of places say nothing of where a block stands in the gold text. */
const MAX_PLACES = 40;
/** How far a block's words may be shifted against the gold text by what stands between them. */
const SLACK = 40;

/** What a set knows of a page. */
export type Gold = Partial<Pick<Row, 'gold' | 'with' | 'without'>>;

/** What is known of blocks, and how much of the gold text they show. */
export interface Labels {
  readonly labels: Float32Array;
  readonly weights: Float32Array;
  readonly coverage: number;
}

/** A place in the gold text, in words, where a block may come from, and how many of its words are there. */
interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly matched: number;
}

/** A candidate with the heaviest chain that ends with it. */
interface Link extends Candidate {
  readonly block: number;
  readonly before: Link | undefined;
  readonly total: number;
}

type Places = ReadonlyMap<string, readonly number[]>;

/**
 * Labels the rows of a page by what its set knows of it.
 * @param rows the document's (`readRows`)
 * @param row the page's row in gold.jsonl
 */
export function labelPage(document: Document, rows: Rows, { gold, with: wanted = [], without: unwanted = [] }: Gold): Labels {
  const texts = textsOf(document, rows);
  return typeof gold === 'string' ? labelByGold(texts, gold) : labelBySnippets(texts, wanted, unwanted);
}

/** The texts of a document's rows. */
export function textsOf(document: Document, rows: Rows): string[] {
  return Array.from(rows.blocks, (block) => document.blocks[block].text);
}

/**
 * Labels blocks by a gold text.
 * @returns for each block the share of its words that
 *   lie in the gold text, in order; where the page shows less than half of the gold text, nothing is known
 */
export function labelByGold(texts: readonly string[], gold: string): Labels {
  const target = wordsOf(gold);
  const labels = new Float32Array(texts.length);
  const weights = new Float32Array(texts.length).fill(1);
  const grams = index(gramsOf(target));
  const singles = index(target);
  const blocks = texts.map((text) => wordsOf(text));
  const candidates = blocks.map((block) => (block.length >= GRAM ? longCandidates(block, grams) : shortCandidates(block, target, singles)));
  const covered = new Uint8Array(target.length);
  for (const { block, from, to, matched } of chain(candidates, target.length)) {
    labels[block] = matched / blocks[block].length;
    covered.fill(1, from, to);
  }
  candidates.forEach((list, i) => {
    if (labels[i] > 0 || blocks[i].length < 8) return;
    const place = list.find((candidate) => isNew(candidate, blocks[i].length, covered));
    if (place === undefined) return;
    labels[i] = place.matched / blocks[i].length;
    covered.fill(1, place.from, place.to);
  });
  const coverage = target.length === 0 ? 1 : covered.reduce((a, b) => a + b, 0) / target.length;
  if (coverage < 0.5) weights.fill(0);
  return { labels, weights, coverage };
}

/** What comes elsewhere in the gold text than on the page is content too, unless it is said a second time. */
function isNew({ from, to, matched }: Candidate, length: number, covered: Uint8Array): boolean {
  let known = 0;
  for (let at = from; at < to; at++) known += covered[at];
  return known <= (to - from) * 0.3 && matched >= length * 0.6;
}

/** A text as snippets are compared with it. */
export function fold(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Labels blocks by snippets that must and must not be there; of all other blocks nothing is known. */
function labelBySnippets(texts: readonly string[], wanted: readonly string[], unwanted: readonly string[]): Labels {
  const labels = new Float32Array(texts.length);
  const weights = new Float32Array(texts.length);
  const yes = wanted.map(fold).filter((snippet) => snippet !== '');
  const no = unwanted.map(fold).filter((snippet) => snippet !== '');
  texts.forEach((text, i) => {
    if (yes.some((snippet) => text.includes(snippet))) {
      labels[i] = 1;
      weights[i] = 1;
      return;
    }
    const bad = no.filter((snippet) => text.includes(snippet));
    if (bad.length > 0) weights[i] = Math.min(1, (3 * Math.max(...bad.map((snippet) => snippet.length))) / text.length);
  });
  return { labels, weights, coverage: 1 };
}

/** Where each of a list's items is. */
function index(list: readonly string[]): Places {
  const places = new Map<string, number[]>();
  list.forEach((word, i) => {
    const known = places.get(word);
    if (known) known.push(i);
    else places.set(word, [i]);
  });
  return places;
}

/** Runs of words, each by its first. */
function gramsOf(words: readonly string[]): string[] {
  return Array.from({ length: Math.max(0, words.length + 1 - GRAM) }, (_, i) => words.slice(i, i + GRAM).join('\u0001'));
}

/** Where a block of at least one gram may stand in the gold text: the diagonals with most of its words. */
function longCandidates(block: readonly string[], grams: Places): Candidate[] {
  const hits: (readonly [diagonal: number, word: number, place: number])[] = [];
  gramsOf(block).forEach((gram, i) => {
    const places = grams.get(gram) ?? [];
    if (places.length <= MAX_PLACES) for (const place of places) hits.push([place - i, i, place]);
  });
  hits.sort((a, b) => a[0] - b[0]);
  const found: Candidate[] = [];
  for (let first = 0, last = 0; first < hits.length; first = last) {
    last = first;
    while (last < hits.length && hits[last][0] - hits[first][0] <= SLACK) last++;
    const words = new Set<number>();
    let from = Infinity;
    let to = 0;
    for (const [, i, place] of hits.slice(first, last)) {
      for (let k = 0; k < GRAM; k++) words.add(i + k);
      from = Math.min(from, place);
      to = Math.max(to, place + GRAM);
    }
    if (words.size >= block.length * 0.3) found.push({ from, to, matched: words.size });
  }
  return found.sort((a, b) => b.matched - a.matched).slice(0, 8);
}

function shortCandidates(block: readonly string[], target: readonly string[], singles: Places): Candidate[] {
  if (block.length === 0) return [];
  const places = (singles.get(block[0]) ?? []).filter((place) => block.every((word, k) => target[place + k] === word));
  return places.length > MAX_PLACES ? [] : places.map((from) => ({ from, to: from + block.length, matched: block.length }));
}

/** The heaviest chain of candidates whose places in the gold text follow each other as their blocks do. */
function chain(candidates: readonly (readonly Candidate[])[], length: number): Link[] {
  const heaviest = new HeaviestLinks(length);
  let best: Link | undefined;
  for (const [block, list] of candidates.entries()) {
    const links = list.map((candidate): Link => {
      const before = heaviest.upTo(candidate.from);
      const weight = candidate.matched * (candidate.matched < GRAM ? 0.6 : 1);
      return { ...candidate, block, before, total: (before?.total ?? 0) + weight };
    });
    for (const link of links) {
      heaviest.add(link);
      if (best === undefined || link.total > best.total) best = link;
    }
  }
  const found: Link[] = [];
  for (let link = best; link !== undefined; link = link.before) found.push(link);
  return found.reverse();
}

/** The heaviest of the links that end in a prefix of the gold text: a Fenwick tree of prefix maxima. */
class HeaviestLinks {
  readonly #tree: (Link | undefined)[];

  constructor(length: number) {
    this.#tree = new Array<Link | undefined>(length + 2).fill(undefined);
  }

  upTo(end: number): Link | undefined {
    let best: Link | undefined;
    for (let i = end + 1; i > 0; i -= i & -i) {
      const link = this.#tree[i];
      if (link !== undefined && (best === undefined || link.total > best.total)) best = link;
    }
    return best;
  }

  add(link: Link): void {
    for (let i = link.to + 1; i < this.#tree.length; i += i & -i) {
      const known = this.#tree[i];
      if (known === undefined || link.total > known.total) this.#tree[i] = link;
    }
  }
}
