/**
 * The outline of a document for sections: where the next running text, sentence and heading are, and how much prose is
 * above and below. Computed in two passes over the blocks, so that each marker is answered in constant time.
 */
import { type Block, isLinked } from '../../model/document.js';
import type { BlockTable } from '../../read/table/blockTable.js';
import { ENDS_SENTENCE, HEADLINE, PROSE } from '../../read/table/shapes.js';
import { hasBullet } from '../../text/bullet.js';

/** Entries of a list of other stories have at most this many words. */
const LIST_WORDS = 18;
/** The lead of a teaser rarely has this many words. */
const PARAGRAPH_WORDS = 25;
/** Sentences have at least this many words; anything shorter is a label, whatever its final mark. */
const SENTENCE_WORDS = 3;

/** Positions count the blocks with text, from 0. The `next…` arrays have an additional entry, and contain `count` if nothing follows. */
export interface Outline {
  readonly count: number;
  /** For each position the next block, starting there, that is running text and not linked. */
  readonly nextRunning: Int32Array;
  /** … that is running text or a short sentence with a full stop. */
  readonly nextSentence: Int32Array;
  /** … that is prose and too long for the lead of a teaser. */
  readonly nextParagraph: Int32Array;
  /** … that is a heading. */
  readonly nextHeading: Int32Array;
  /** … that does not begin with a bullet. */
  readonly nextWithoutBullet: Int32Array;
  /** The words of prose above each position; the last entry is the total. */
  readonly proseAbove: Float64Array;
  /** The number of headlines at each position and below. */
  readonly headlinesBelow: Int32Array;
  /** The second block of the first pair of adjacent prose blocks; `count` if there is none. */
  readonly firstPair: number;
  /** The second block of the last pair; -1 if there is none. */
  readonly lastPair: number;
  readonly isProse: (at: number) => boolean;
}

/**
 * @param blocks the document's blocks
 * @param table their table
 * @param texts the indexes of those with text, in order
 */
export function outlineOf(blocks: readonly Block[], { words, shapes }: BlockTable, texts: readonly number[]): Outline {
  const count = texts.length;
  const block = (at: number) => blocks[texts[at]];
  const wordsAt = (at: number) => words[texts[at]];
  const has = (at: number, shape: number) => (shapes[texts[at]] & shape) !== 0;
  const prose = new Uint8Array(count);
  const proseAbove = new Float64Array(count + 1);
  let firstPair = count;
  let lastPair = -1;
  for (let at = 0; at < count; at++) {
    prose[at] = Number(has(at, PROSE));
    proseAbove[at + 1] = proseAbove[at] + (prose[at] === 1 ? wordsAt(at) : 0);
    if (at === 0 || prose[at - 1] === 0 || prose[at] === 0) continue;
    firstPair = Math.min(firstPair, at);
    lastPair = at;
  }
  const next = (is: (at: number) => boolean): Int32Array => {
    const positions = new Int32Array(count + 1).fill(count);
    for (let at = count - 1; at >= 0; at--) positions[at] = is(at) ? at : positions[at + 1];
    return positions;
  };
  // Running text ends a list even without a final full stop: a scraper may have broken its last sentence.
  const isRunning = (at: number) => !isLinked(block(at)) && (prose[at] === 1 || wordsAt(at) > LIST_WORDS);
  const headlinesBelow = new Int32Array(count + 1);
  for (let at = count - 1; at >= 0; at--) {
    headlinesBelow[at] = headlinesBelow[at + 1] + Number(prose[at] === 0 && has(at, HEADLINE));
  }
  return {
    count,
    nextRunning: next(isRunning),
    nextSentence: next(
      (at) =>
        isRunning(at) ||
        (!isLinked(block(at)) && wordsAt(at) >= SENTENCE_WORDS && has(at, ENDS_SENTENCE) && isShortSentence(block(at).text)),
    ),
    nextParagraph: next((at) => prose[at] === 1 && wordsAt(at) >= PARAGRAPH_WORDS),
    nextHeading: next((at) => isHeading(block(at), at + 1 < count && prose[at + 1] === 1 && has(at, HEADLINE))),
    nextWithoutBullet: next((at) => !hasBullet(block(at).text)),
    proseAbove,
    headlinesBelow,
    firstPair,
    lastPair,
    isProse: (at) => prose[at] === 1,
  };
}

/** `Mehr sagt sie nicht.`: a sentence that ends with a full stop, unlike the entries of a list. */
function isShortSentence(text: string): boolean {
  return /[.。…][\s"'„“”»«›‹’)]*$/u.test(text.slice(-8)) && !hasBullet(text);
}

/** @param isHeadline whether it reads like the headline of the prose below it */
function isHeading({ kind }: Block, isHeadline: boolean): boolean {
  return kind === 'heading' || (kind === 'line' && isHeadline);
}
