/** What lines are worth: each document as a vector of the lines that it shares with others. */
import { MAX_TEXT, type SeenBlock, type SeenDocument, textKey } from '../observe/observe.js';

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

/** Weights by line number. */
export type Vector = ReadonlyMap<number, number>;

/** The lines that occur in several documents, by number, with their weights by shape in each document. */
export function sharedLines(documents: readonly SeenDocument[]): Vector[] {
  const numbers = new Map<string, number>();
  const frequency: number[] = [];
  const lines = documents.map((document) => {
    const weights = new Map<number, number>();
    for (const [masked, weight] of weighLines(document)) {
      const number = numbers.get(masked) ?? numbers.size;
      numbers.set(masked, number);
      frequency[number] = (frequency[number] ?? 0) + 1;
      weights.set(number, weight);
    }
    return weights;
  });
  return lines.map((weights) => new Map([...weights].filter(([number]) => frequency[number] > 1)));
}

/** A document's lines by what they are compared by, with their weights by shape. */
export function weighLines({ blocks }: SeenDocument): Map<string, number> {
  const weights = new Map<string, number>();
  for (const block of blocks) {
    if (block.key === '') continue;
    const masked = maskedKey(block);
    weights.set(masked, Math.max(weights.get(masked) ?? 0, weightOf(block)));
  }
  return weights;
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
export function coherenceOf(lines: readonly Vector[]): (line: number) => number {
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
export function rarityOf(lines: readonly Vector[], groups: readonly (readonly number[])[]): (line: number) => number {
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
export function vectorsOf(lines: readonly Vector[], worth: (line: number) => number): Vector[] {
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

/** The product of two vectors: how similar they are. */
export function productOf(a: Vector, b: Vector): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let product = 0;
  for (const [line, weight] of few) product += weight * (many.get(line) ?? 0);
  return product;
}
