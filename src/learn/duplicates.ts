/** Near-duplicate articles: one that was scraped forty times must count once, or its paragraphs would look like furniture. */
import { foldWord } from '../text/fold.js';
import type { SeenDocument } from './observe.js';

/** Two documents whose prose overlaps by this share are one article … */
const SAME = 0.6;
/** … and by this share before boilerplate is known, where nothing tells their titles apart. */
const SAME_RAW = 0.9;
/** A sentence in this share of the articles (and in three at least) is boilerplate, not evidence of sameness. */
const COMMON_SHARE = 0.2;
const COMMON = 3;

/**
 * The documents of a site, of each article one (that with the smallest hash).
 *
 * Two passes: the first glues what is the same almost throughout, so that the second can tell which sentences are
 * boilerplate and compares without them. On raw text alone, long boilerplate would merge different articles.
 */
export function collapseDuplicates(documents: readonly SeenDocument[]): SeenDocument[] {
  const sentences = documents.map((document) => new Set(document.blocks.flatMap((block) => block.sentences ?? [])));
  const titles = documents.map((document) => new Set(document.titles.map(foldWord)));
  const first = glue(documents.length, sentences, (a, b, share) => share >= SAME_RAW && !titlesDiffer(titles[a], titles[b]));
  const seen = new Map<number, Set<number>>();
  sentences.forEach((set, i) => {
    for (const sentence of set) seen.set(sentence, (seen.get(sentence) ?? new Set()).add(first[i]));
  });
  const articles = new Set(first).size;
  const common = (sentence: number) => (seen.get(sentence)?.size ?? 0) >= Math.max(COMMON, articles * COMMON_SHARE);
  const own = sentences.map((set) => new Set([...set].filter((sentence) => !common(sentence))));
  const second = glue(documents.length, own, (_a, _b, share) => share >= SAME);
  return documents.filter((_, i) => second[i] === i && first[i] === i);
}

function titlesDiffer(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && ![...a].some((title) => b.has(title));
}

/** For each document the first one that it is the same as (itself where there is none), by the share of the shorter one's sentences. */
function glue(count: number, sets: readonly ReadonlySet<number>[], same: (a: number, b: number, share: number) => boolean): number[] {
  const holders = new Map<number, number[]>();
  const first = Array.from({ length: count }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const shared = new Map<number, number>();
    for (const sentence of sets[i]) for (const j of holders.get(sentence) ?? []) shared.set(j, (shared.get(j) ?? 0) + 1);
    for (const [j, n] of shared) {
      const least = Math.min(sets[i].size, sets[j].size);
      if (least >= 2 && same(j, i, n / least)) first[i] = Math.min(first[i], first[j]);
    }
    for (const sentence of sets[i]) {
      const list = holders.get(sentence);
      if (list === undefined) holders.set(sentence, [i]);
      else list.push(i);
    }
  }
  return first;
}
