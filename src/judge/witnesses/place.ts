/** Place: where blocks stand to the article, as far as it is known before anything is decided. */
import { type Document, isLayout } from '../../model/document.js';
import type { Reason } from '../../model/verdict.js';
import { maxSumRun } from '../../text/maxSumRun.js';
import { observed } from '../reason.js';

/** A paragraph this many blocks away stands beside: between the two there is room for a subheading or a picture. */
const BESIDE = 2;

/** Where the blocks of one document stand. Made in two passes. */
export class Place {
  private readonly from: number;
  private readonly to: number;
  /** The distance to what is not there. */
  private readonly nowhere: number;
  /** Distances in blocks with text to the nearest paragraph of the article above and below. */
  private readonly sinceParagraph: Int32Array;
  private readonly untilParagraph: Int32Array;
  /** For each block the next paragraph of the article from it on; the number of blocks where none comes. */
  private readonly next: Int32Array;

  /**
   * @param isArticle for each block whether it is a paragraph that the article surely has
   * @param gain for each block how much it speaks for an article here: words, negative where it speaks against one
   */
  constructor({ blocks }: Document, isArticle: readonly boolean[], gain: ArrayLike<number>) {
    [this.from, this.to] = maxSumRun(gain);
    const { length } = blocks;
    this.nowhere = length + BESIDE + 1;
    this.sinceParagraph = new Int32Array(length);
    this.untilParagraph = new Int32Array(length);
    const measure = (distances: Int32Array, order: (at: number) => number) => {
      let since = this.nowhere;
      for (let at = 0; at < length; at++) {
        const i = order(at);
        distances[i] = since;
        if (isArticle[i]) since = 1;
        else if (!isLayout(blocks[i])) since = Math.min(this.nowhere, since + 1);
      }
    };
    measure(this.sinceParagraph, (at) => at);
    measure(this.untilParagraph, (at) => length - 1 - at);
    this.next = new Int32Array(length);
    for (let i = length - 1, next = length; i >= 0; i--) {
      if (isArticle[i]) next = i;
      this.next[i] = next;
    }
  }

  /** The next paragraph of the article from a block on; the number of blocks where none comes. */
  nextParagraph(block: number): number {
    return this.next[block] ?? this.next.length;
  }

  /** What speaks against a block: the article lies below it, or above it, as a whole. */
  against(block: number): Reason | undefined {
    if (this.to === 0) return undefined;
    if (block < this.from) return ABOVE;
    return block >= this.to ? BELOW : undefined;
  }

  /**
   * What speaks for a block: paragraphs of the article stand above and below it, the surer the nearer they are. A label
   * above the first or below the last of them is none of the article's, however far its stretch may reach. Among them a
   * bare number, a date or a time is as good as a paragraph's neighbour: tickers, tables and lists show such lines.
   */
  for(block: number, isParagraph: boolean, isNumber: boolean): Reason | undefined {
    if (this.isDirectlyBetween(block)) return BETWEEN;
    const far = Math.max(this.sinceParagraph[block], this.untilParagraph[block]);
    if (far <= BESIDE) return isNumber ? BETWEEN : AMONG;
    const isInside = block >= this.from && block < this.to;
    if (isInside && isNumber && far < this.nowhere) return BETWEEN;
    return isInside && (isParagraph || far < this.nowhere) ? AMONG : undefined;
  }

  /** Whether paragraphs of the article stand right above and right below a block. */
  isDirectlyBetween(block: number): boolean {
    return this.sinceParagraph[block] === 1 && this.untilParagraph[block] === 1;
  }

  /** Whether a paragraph of the article stands right above a block. */
  isRightBelow(block: number): boolean {
    return this.sinceParagraph[block] === 1;
  }
}

const ABOVE = observed('place', 'stands above the article');
const BELOW = observed('place', 'stands below the article');
/** How sure a place is that what stands there is the article's: what the model says of a label there must be surer. */
const BETWEEN = observed('place', 'stands right between two paragraphs of the article', { confidence: 0.9 });
const AMONG = observed('place', 'stands among paragraphs of the article', { confidence: 0.7 });
