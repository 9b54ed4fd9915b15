/**
 * The order in which documents without dates came, as far as their names tell: by the numbers in them.
 *
 * Names are all that is the same for every number of threads, every order of reading and every way of merging parts.
 * `crawl/17.txt`, `2031-05-04-the-boats.html`, `news.jsonl#17` and `part-0002.jsonl#17` have an order; names that differ
 * in words have none: `politics/2.txt` is neither before nor after `sports/1.txt`.
 */
import type { SeenDocument } from '../observe/observe.js';

/** Where a document comes: in a series of documents whose names differ in numbers, which is named by what they share. */
export interface NamePlace {
  readonly series: string;
  /** Equal for documents whose numbers do not differ. */
  readonly rank: number;
}

/** The places of documents, whatever their order. */
export function placesByName(documents: readonly Pick<SeenDocument, 'id'>[]): NamePlace[] {
  const names = documents.map(({ id }) => partsOf(id));
  const series = new Map<string, (readonly string[])[]>();
  for (const name of names) series.set(name[0], [...(series.get(name[0]) ?? []), name]);
  const ranks = new Map([...series].map(([start, members]) => [start, ranksOf(members)]));
  return names.map((name) => ({ series: name[0], rank: ranks.get(name[0])?.get(name) ?? 0 }));
}

/** A name's words and numbers in turns, words first: `a17-2.txt` is `a`, `17`, `-`, `2`, `.txt`. */
function partsOf(name: string): readonly string[] {
  return name.split(/(\d+)/u);
}

/** The ranks of names that start with the same words, by their numbers up to the first words in which two differ. */
function ranksOf(names: readonly (readonly string[])[]): Map<readonly string[], number> {
  const [first] = names;
  let same = 0;
  while (same < first.length && names.every((name) => name[same] === first[same])) same += 2;
  const numbersOf = (name: readonly string[]) => name.slice(0, same).filter((_, i) => i % 2 === 1);
  const sorted = names.map((name) => ({ name, numbers: numbersOf(name) })).sort((a, b) => compareNumbers(a.numbers, b.numbers));
  const ranks = new Map<readonly string[], number>();
  let rank = 0;
  sorted.forEach(({ name, numbers }, i) => {
    if (i > 0 && compareNumbers(sorted[i - 1].numbers, numbers) !== 0) rank = i;
    ranks.set(name, rank);
  });
  return ranks;
}

function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = compareDigits(a[i].replace(/^0+/u, ''), b[i].replace(/^0+/u, ''));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Numbers may have more digits than a number can hold. */
function compareDigits(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
