/** Near-duplicate articles: one that was scraped forty times must count once, or its paragraphs would look like furniture. */
import { foldWord } from '../../text/fold.js';
import type { SeenDocument } from '../observe/observe.js';

/** Two documents whose prose overlaps by this share are one article … */
const SAME = 0.6;
/** … and by this share before boilerplate is known, where nothing tells their titles apart. */
const SAME_RAW = 0.9;
/** A short article that was edited shares less: at least so many sentences, and all but so few of the shorter copy's. */
const SHARED = 4;
const EDITED = 2;
/** What this share of the documents says is boilerplate for certain. */
const UNIVERSAL_SHARE = 0.9;
/** A sentence in this share of the articles (and in three at least) is boilerplate, not evidence of sameness. */
const COMMON_SHARE = 0.2;
const COMMON = 3;

type Sentences = ReadonlySet<number>;

/**
 * The documents of a site, of each article one (that with the smallest hash).
 *
 * What is the same almost throughout is glued first, so that it can be told which sentences are boilerplate: the rest
 * is compared without them. On raw text alone, long boilerplate would merge different articles.
 */
export function collapseDuplicates(documents: readonly SeenDocument[]): SeenDocument[] {
  const sentences = documents.map((document) => new Set(document.blocks.flatMap((block) => block.sentences ?? [])));
  const titles = documents.map((document) => new Set(document.titles.map(foldWord)));
  const each = documents.map((_, i) => i);
  const copies = glue(each, sentences, (a, b, shared, of) => shared >= of * SAME_RAW && !titlesDiffer(titles[a], titles[b]));
  const rare = without(sentences, countIn(sentences, each), documents.length * UNIVERSAL_SHARE);
  const edited = glue(copies, rare, (a, b, shared, of) => shared >= SHARED && of - shared <= EDITED && !titlesDiffer(titles[a], titles[b]));
  const articles = new Set(edited).size;
  const own = without(sentences, countIn(sentences, edited), Math.max(COMMON, articles * COMMON_SHARE));
  const same = glue(edited, own, (_a, _b, shared, of) => shared >= of * SAME);
  return documents.filter((_, i) => same[i] === i);
}

function titlesDiffer(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && ![...a].some((title) => b.has(title));
}

/** In how many articles each sentence stands. */
function countIn(sentences: readonly Sentences[], articles: readonly number[]): ReadonlyMap<number, number> {
  const seen = new Map<number, Set<number>>();
  sentences.forEach((set, i) => {
    for (const sentence of set) seen.set(sentence, (seen.get(sentence) ?? new Set()).add(articles[i]));
  });
  return new Map([...seen].map(([sentence, { size }]) => [sentence, size]));
}

/** The documents' sentences without those that stand in so many articles. */
function without(sentences: readonly Sentences[], counts: ReadonlyMap<number, number>, many: number): Sentences[] {
  return sentences.map((set) => new Set([...set].filter((sentence) => (counts.get(sentence) as number) < many)));
}

/**
 * For each document the first one that it is the same as, itself where there is none.
 * @param known what is known of that already
 * @param same judges two documents by how many sentences they share, of how many of the shorter one
 */
function glue(
  known: readonly number[],
  sets: readonly Sentences[],
  same: (a: number, b: number, shared: number, of: number) => boolean,
): number[] {
  const first = [...known];
  const holders = new Map<number, number[]>();
  for (let i = 0; i < sets.length; i++) {
    const shared = new Map<number, number>();
    for (const sentence of sets[i]) {
      const list = holders.get(sentence) ?? [];
      for (const j of list) shared.set(j, (shared.get(j) ?? 0) + 1);
      holders.set(sentence, list);
      list.push(i);
    }
    for (const [j, n] of shared) {
      const of = Math.min(sets[i].size, sets[j].size);
      if (of >= 2 && same(j, i, n, of)) first[i] = Math.min(first[i], first[j]);
    }
  }
  return first;
}
