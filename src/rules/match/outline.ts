/**
 * The outline of a document, as sections ask for it: where running text, sentences and headings come next, and how much
 * prose stands above and below. Made in two passes over the blocks, so that each of any number of markers is answered at
 * once.
 */
import { type Block, isLinked } from '../../model/document.js';
import { countWords, endsSentence, isHeadline, isProse } from '../../text/shape.js';

/** An entry of a list of other stories has no more words than this. */
const LIST_WORDS = 18;
/** A teaser's lead rarely has as many words as this. */
const PARAGRAPH_WORDS = 25;
/** A sentence has at least this many words; fewer are a label, whatever mark ends them. */
const SENTENCE_WORDS = 3;

/** Positions count the blocks with text, from 0; “next” arrays have one entry more, and hold the count where nothing comes. */
export interface Outline {
  readonly count: number;
  /** For each position the next block from there on that is running text, linked text left out. */
  readonly nextRunning: Int32Array;
  /** … that is running text, or a short sentence closed by a full stop. */
  readonly nextSentence: Int32Array;
  /** … that is prose too long for a teaser's lead. */
  readonly nextParagraph: Int32Array;
  /** … that is a heading. */
  readonly nextHeading: Int32Array;
  /** … that does not begin with a bullet. */
  readonly nextWithoutBullet: Int32Array;
  /** The words of prose above each position; the last entry is all of them. */
  readonly proseAbove: Float64Array;
  /** Headlines at each position and below. */
  readonly headlinesBelow: Int32Array;
  /** The second of the first two blocks of prose that follow each other; the count where there are none. */
  readonly firstPair: number;
  /** The second of the last two; -1 where there are none. */
  readonly lastPair: number;
  readonly isProse: (at: number) => boolean;
}

/**
 * @param blocks the document's blocks
 * @param texts the indexes of those with text, in order
 */
export function outlineOf(blocks: readonly Block[], texts: readonly number[]): Outline {
  const count = texts.length;
  const block = (at: number) => blocks[texts[at]];
  const prose = new Uint8Array(count);
  const proseAbove = new Float64Array(count + 1);
  let firstPair = count;
  let lastPair = -1;
  for (let at = 0; at < count; at++) {
    const { text } = block(at);
    prose[at] = Number(isProse(text));
    proseAbove[at + 1] = proseAbove[at] + (prose[at] === 1 ? countWords(text) : 0);
    if (at === 0 || prose[at - 1] === 0 || prose[at] === 0) continue;
    firstPair = Math.min(firstPair, at);
    lastPair = at;
  }
  const next = (is: (at: number) => boolean): Int32Array => {
    const positions = new Int32Array(count + 1).fill(count);
    for (let at = count - 1; at >= 0; at--) positions[at] = is(at) ? at : positions[at + 1];
    return positions;
  };
  // Running text ends a list, whether or not its last sentence is whole: a scraper may have broken it.
  const isRunning = (at: number) => !isLinked(block(at)) && (prose[at] === 1 || countWords(block(at).text) > LIST_WORDS);
  const headlinesBelow = new Int32Array(count + 1);
  for (let at = count - 1; at >= 0; at--) {
    headlinesBelow[at] = headlinesBelow[at + 1] + Number(prose[at] === 0 && isHeadline(block(at).text));
  }
  return {
    count,
    nextRunning: next(isRunning),
    nextSentence: next((at) => isRunning(at) || (!isLinked(block(at)) && isShortSentence(block(at).text))),
    nextParagraph: next((at) => prose[at] === 1 && countWords(block(at).text) >= PARAGRAPH_WORDS),
    nextHeading: next((at) => isHeading(block(at), at + 1 < count && prose[at + 1] === 1)),
    nextWithoutBullet: next((at) => !isBullet(block(at).text)),
    proseAbove,
    headlinesBelow,
    firstPair,
    lastPair,
    isProse: (at) => prose[at] === 1,
  };
}

/** `Mehr sagt sie nicht.`: closed by a full stop, as entries of a list are not. */
function isShortSentence(text: string): boolean {
  return /[.。…][\s"'„“”»«›‹’)]*$/u.test(text.slice(-8)) && !isBullet(text) && endsSentence(text) && countWords(text) >= SENTENCE_WORDS;
}

function isBullet(text: string): boolean {
  return /^[*+•·‣–-]\s/u.test(text);
}

function isHeading({ kind, text }: Block, isAboveProse: boolean): boolean {
  return kind === 'heading' || (kind === 'line' && isAboveProse && isHeadline(text));
}
