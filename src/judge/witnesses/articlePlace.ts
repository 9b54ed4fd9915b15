/** Place: where blocks are relative to the article, as far as this is known before anything is decided. */
import { type Block, type Document, isLayout } from '../../model/document.js';
import type { Reason } from '../../model/verdict.js';
import { maxSumRun } from '../../text/maxSumRun.js';
import { countWords } from '../../text/shape.js';
import { observed } from '../reason.js';
import { isParagraph } from './weigh.js';

/** A paragraph of the article is beside a block up to this many blocks away: a subheading or a picture may be between them. */
const BESIDE_BLOCKS = 2;
/** A bare number, date or time has at most this many words, including the number: `12. März 2025`. */
const NUMBER_WORDS = 3;

/** The position of each block of one document relative to the article. Built in two passes. */
export class ArticlePlace {
  private readonly blocks: readonly Block[];
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
  constructor({ blocks }: Document, isArticle: readonly boolean[], gain: ArrayLike<number>) {
    this.blocks = blocks;
    [this.from, this.to] = maxSumRun(gain);
    const { length } = blocks;
    this.nowhere = length + BESIDE_BLOCKS + 1;
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

  /** The next paragraph of the article at or after a block; the number of blocks if there is none. */
  nextParagraph(block: number): number {
    return this.next[block] ?? this.next.length;
  }

  /** The reason to remove a block: the whole article is below it, or above it. */
  against(block: number): Reason | undefined {
    if (this.to === 0) return undefined;
    if (block < this.from) return ABOVE;
    return block >= this.to ? BELOW : undefined;
  }

  /**
   * The reason to keep a block: paragraphs of the article are above and below it, and the nearer they are the surer it
   * is. A label above the first or below the last of them does not qualify, however far the article's run of blocks
   * reaches. Between them, a bare number, date or time counts as directly between: tickers, tables and result lists
   * contain such lines.
   */
  for(block: number): Reason | undefined {
    if (this.isDirectlyBetween(block)) return BETWEEN;
    const far = Math.max(this.sinceParagraph[block], this.untilParagraph[block]);
    const found = this.blocks[block];
    if (far <= BESIDE_BLOCKS) return isNumber(found) ? BETWEEN : AMONG;
    if (block < this.from || block >= this.to) return undefined;
    if (far < this.nowhere) return isNumber(found) ? BETWEEN : AMONG;
    return isParagraph(found) ? AMONG : undefined;
  }

  /** Whether paragraphs of the article are directly above and directly below a block. */
  isDirectlyBetween(block: number): boolean {
    return this.sinceParagraph[block] === 1 && this.untilParagraph[block] === 1;
  }

  /** Whether a paragraph of the article is directly above a block. */
  isRightBelow(block: number): boolean {
    return this.sinceParagraph[block] === 1;
  }
}

/** Whether a text is a number, a date or a time with at most two words beside it. */
function isNumber({ text }: Block): boolean {
  return /\d/u.test(text) && countWords(text) <= NUMBER_WORDS && (text.match(/\p{L}+/gu)?.length ?? 0) < NUMBER_WORDS;
}

const ABOVE = observed('place', 'is above the article');
const BELOW = observed('place', 'is below the article');
/** To remove a label at such a position, the model must be more confident than these. */
const BETWEEN = observed('place', 'is directly between two paragraphs of the article', { confidence: 0.9 });
const AMONG = observed('place', 'is among paragraphs of the article', { confidence: 0.7 });
