/** Blocks that consist of known sentences: notices are put together from the same few, in any number and order. */
import { marksOf } from '../pattern/marks.js';
import { isByWords, matchPattern, mayBeginWith, type Pattern } from '../pattern/pattern.js';
import type { TokenizedText } from '../pattern/tokenizedBlock.js';
import type { CompiledRule, PatternEntry } from './rulePart.js';

/** Notices have at most this many places where a sentence could end; it also limits the time for a block. */
const MOST_ENDS = 24;
const FINAL_MARKS = marksOf('.!?…:');
/** Quotes are folded to one. */
const CLOSING = marksOf("')]");

/** The patterns of each rule, of those that a block could contain. */
export function patternsByRule(entries: readonly PatternEntry[]): ReadonlyMap<CompiledRule, readonly Pattern[]> {
  const patternsOf = new Map<CompiledRule, Pattern[]>();
  for (const { owners, pattern } of entries) {
    for (const owner of owners) {
      const known = patternsOf.get(owner);
      if (known === undefined) patternsOf.set(owner, [pattern]);
      else known.push(pattern);
    }
  }
  return patternsOf;
}

/**
 * Whether a text is nothing but sentences that match one of the patterns each. Where sentences end is not asked of the
 * marks alone, since a full stop may belong to an abbreviation: it is where one pattern has matched and the next begins.
 * @returns whether all are recognised by their words; undefined if some part of the text matches nothing, or if no
 * sentence is recognised: an open pattern means something only beside a known sentence
 */
export function matchSentences(patterns: readonly Pattern[], text: TokenizedText): boolean | undefined {
  // Of most paragraphs that hold the word of a notice this is all that is asked.
  if (!patterns.some((pattern) => mayBeginWith(pattern, text))) return undefined;
  const ends = possibleEnds(text);
  if (ends.length > MOST_ENDS) return undefined;
  // For each end that sentences reach, in what ways: bits.
  const reached = new Map<number, number>([[0, START]]);
  const reachFrom = (from: number, ways: number): void => {
    const rest = text.part(from, text.count);
    const beginning = patterns.filter((pattern) => mayBeginWith(pattern, rest));
    if (beginning.length === 0) return;
    for (const to of ends) {
      const isKnown = to > from ? matchSentence(beginning, text.part(from, to)) : undefined;
      if (isKnown !== undefined) reached.set(to, (reached.get(to) ?? 0) | after(ways, isKnown));
    }
  };
  for (const from of [0, ...ends]) {
    const ways = reached.get(from);
    if (ways !== undefined) reachFrom(from, ways);
  }
  const ways = reached.get(text.count) ?? 0;
  return (ways & (ALL | SOME)) === 0 ? undefined : (ways & ALL) !== 0;
}

/** Ways to reach an end of a sentence: all sentences before it are recognised by their words, some are, none is; and the start. */
const ALL = 1;
const SOME = 2;
const NONE = 4;
const START = 8;

function after(ways: number, isKnown: boolean): number {
  if (!isKnown) return ((ways & (ALL | SOME)) !== 0 ? SOME : 0) | ((ways & (NONE | START)) !== 0 ? NONE : 0);
  return ((ways & (ALL | START)) !== 0 ? ALL : 0) | ((ways & (SOME | NONE)) !== 0 ? SOME : 0);
}

/** Whether a sentence is recognised by its words; undefined if no pattern matches it. */
function matchSentence(patterns: readonly Pattern[], sentence: TokenizedText): boolean | undefined {
  let isKnown: boolean | undefined;
  for (const pattern of patterns) {
    const found = isKnown === true ? undefined : matchPattern(pattern, sentence, 'whole');
    if (found !== undefined) isKnown = isByWords(pattern, found);
  }
  return isKnown;
}

/** Where a sentence could end: after a final mark with what closes it, before white space; and at the end of the text. */
function possibleEnds(text: TokenizedText): number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.count && ends.length <= MOST_ENDS; at++) {
    if (!FINAL_MARKS.has(text.mark(at))) continue;
    let to = at + 1;
    while (to < text.count && text.start(to) === text.end(to - 1) && CLOSING.has(text.mark(to))) to++;
    if (to < text.count && text.start(to) > text.end(to - 1)) ends.push(to);
  }
  if (text.count > 0) ends.push(text.count);
  return ends;
}
