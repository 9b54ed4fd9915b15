/** Place: where blocks are relative to the article, as far as this is known before anything is decided. */
import type { Document } from '../../model/document.js';
import { maxSumRun } from '../../text/maxSumRun.js';
import { type BlockColumns, LAYOUT, PARAGRAPH } from '../blockColumns.js';
import { ABOVE, AMONG, BELOW, BETWEEN } from './observations.js';

/** A paragraph of the article is beside a block up to this many blocks away: a subheading or a picture may be between them. */
const BESIDE_BLOCKS = 2;
/** A bare number, date or time has at most this many words, including the number: `12. März 2025`. */
const NUMBER_WORDS = 3;

/** The position of each block of one document relative to the article. Built in two passes. */
export class ArticlePlace {
  private readonly from: number;
  private readonly to: number;
  /** The distance used where there is no such paragraph. */
  private readonly nowhere: number;
  /** Distances, in blocks with text, to the nearest paragraph of the article above and below. */
  private readonly sinceParagraph: Int32Array;
  private readonly untilParagraph: Int32Array;
  /** For each block, the next paragraph of the article at or after it; the number of blocks if there is none. */
  private readonly next: Int32Array;

  /**
   * @param isArticle for each block, whether it is surely a paragraph of the article
   * @param gain for each block, how much it speaks for an article here, in words; negative if it speaks against one
   */
  constructor(
    private readonly document: Document,
    private readonly columns: BlockColumns,
    isArticle: Uint8Array,
    gain: Float64Array,
  ) {
    [this.from, this.to] = maxSumRun(gain);
    const { length } = isArticle;
    const { shapes } = columns;
    this.nowhere = length + BESIDE_BLOCKS + 1;
    this.sinceParagraph = new Int32Array(length);
    this.untilParagraph = new Int32Array(length);
    this.next = new Int32Array(length);
    const distanceAfter = (i: number, distance: number) =>
      isArticle[i] === 1 ? 1 : (shapes[i] & LAYOUT) === 0 ? Math.min(this.nowhere, distance + 1) : distance;
    for (let i = 0, since = this.nowhere; i < length; i++) {
      this.sinceParagraph[i] = since;
      since = distanceAfter(i, since);
    }
    for (let i = length - 1, until = this.nowhere, next = length; i >= 0; i--) {
      this.untilParagraph[i] = until;
      until = distanceAfter(i, until);
      if (isArticle[i] === 1) next = i;
      this.next[i] = next;
    }
  }

  /** The next paragraph of the article at or after a block; the number of blocks if there is none. */
  nextParagraph(block: number): number {
    return this.next[block] ?? this.next.length;
  }

  /** Speaks against a block if the whole article is below it, or above it. */
  against(block: number): number {
    if (this.to === 0) return 0;
    if (block < this.from) return ABOVE;
    return block >= this.to ? BELOW : 0;
  }

  /**
   * Speaks for a block if paragraphs of the article are above and below it, and the nearer they are the surer it is. A
   * label above the first or below the last of them does not qualify, however far the article's run of blocks reaches.
   * Between them, a bare number, date or time counts as directly between: tickers, tables and result lists contain such
   * lines.
   */
  for(block: number): number {
    if (this.isDirectlyBetween(block)) return BETWEEN;
    const far = Math.max(this.sinceParagraph[block], this.untilParagraph[block]);
    const isIn = block >= this.from && block < this.to;
    if (far <= BESIDE_BLOCKS || (isIn && far < this.nowhere)) return this.isNumber(block) ? BETWEEN : AMONG;
    return isIn && (this.columns.shapes[block] & PARAGRAPH) !== 0 ? AMONG : 0;
  }

  /** Whether paragraphs of the article are directly above and directly below a block. */
  isDirectlyBetween(block: number): boolean {
    return this.sinceParagraph[block] === 1 && this.untilParagraph[block] === 1;
  }

  /** Whether a paragraph of the article is directly above a block. */
  isRightBelow(block: number): boolean {
    return this.sinceParagraph[block] === 1;
  }

  /**
   * Whether a block is the first paragraph of the article or above it, no further than its lead may be.
   * @param reach how far that is, in blocks with text
   * @param passed so many paragraphs may be above it all the same: teasers that pass for the article's own
   */
  isAtHead(block: number, reach: number, passed = 0): boolean {
    let first = this.nextParagraph(this.from);
    for (let more = passed; more > 0; more--) first = this.nextParagraph(first + 1);
    return this.to > 0 && block <= first && this.untilParagraph[block] <= reach;
  }

  /** Whether a text is a number, a date or a time with at most two words beside it. */
  private isNumber(block: number): boolean {
    if (this.columns.words[block] > NUMBER_WORDS) return false;
    const { text } = this.document.blocks[block];
    return /\d/u.test(text) && (text.match(/\p{L}+/gu)?.length ?? 0) < NUMBER_WORDS;
  }
}
