/** Near-duplicate articles: one that was scraped forty times must count once, or its paragraphs would look like furniture. */
import { foldWord } from '../../text/fold.js';
import type { SeenDocument } from '../observe/observe.js';

/** Two documents are one article if at least this share of their prose is the same … */
const SAME_SHARE = 0.6;
/** … or this share before boilerplate is known, unless their titles differ. */
const SAME_RAW_SHARE = 0.9;
/**
 * A short article that was edited has less in common: at least `SHARED_SENTENCES` sentences, and all but at most `EDITED_SENTENCES` of the
 * shorter copy.
 */
const SHARED_SENTENCES = 4;
const EDITED_SENTENCES = 2;
/** Sentences in at least this share of the documents are certainly boilerplate. */
const UNIVERSAL_SENTENCE_SHARE = 0.9;
/**
 * Sentences in at least this share of the articles, and in at least `COMMON_ARTICLES` of them, are boilerplate and no evidence
 * of a duplicate.
 */
const COMMON_SENTENCE_SHARE = 0.2;
const COMMON_ARTICLES = 3;

type Sentences = ReadonlySet<number>;

/**
 * The documents of a site, one for each article (the one with the smallest hash).
 *
 * Documents that are almost entirely equal are joined first, which shows which sentences are boilerplate: the rest is
 * compared without them. On raw text, long boilerplate would join different articles.
 */
export function collapseDuplicates(documents: readonly SeenDocument[]): SeenDocument[] {
  const sentences = documents.map((document) => new Set(document.blocks.flatMap((block) => block.sentences ?? [])));
  const titles = documents.map((document) => new Set(document.titles.map(foldWord)));
  const each = documents.map((_, i) => i);
  const copies = glue(each, sentences, (a, b, shared, of) => shared >= of * SAME_RAW_SHARE && !titlesDiffer(titles[a], titles[b]));
  const rare = without(sentences, countIn(sentences, each), documents.length * UNIVERSAL_SENTENCE_SHARE);
  const edited = glue(
    copies,
    rare,
    (a, b, shared, of) => shared >= SHARED_SENTENCES && of - shared <= EDITED_SENTENCES && !titlesDiffer(titles[a], titles[b]),
  );
  const articles = new Set(edited).size;
  const own = without(sentences, countIn(sentences, edited), Math.max(COMMON_ARTICLES, articles * COMMON_SENTENCE_SHARE));
  const same = glue(edited, own, (_a, _b, shared, of) => shared >= of * SAME_SHARE);
  return documents.filter((_, i) => same[i] === i);
}

function titlesDiffer(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && ![...a].some((title) => b.has(title));
}

/** The number of articles that contain each sentence. */
function countIn(sentences: readonly Sentences[], articles: readonly number[]): ReadonlyMap<number, number> {
  const seen = new Map<number, Set<number>>();
  sentences.forEach((set, i) => {
    for (const sentence of set) seen.set(sentence, (seen.get(sentence) ?? new Set()).add(articles[i]));
  });
  return new Map([...seen].map(([sentence, { size }]) => [sentence, size]));
}

/** The documents' sentences except those in at least `many` articles. */
function without(sentences: readonly Sentences[], counts: ReadonlyMap<number, number>, many: number): Sentences[] {
  return sentences.map((set) => new Set([...set].filter((sentence) => (counts.get(sentence) as number) < many)));
}

/**
 * For each document, the index of the first one that is the same article, which may be itself.
 * @param known the result of an earlier, stricter pass
 * @param same compares two documents by the number of sentences that they share, and the number of sentences of the
 *   shorter one
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
