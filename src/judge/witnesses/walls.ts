/**
 * Walls: lines below which users comment. Learning finds those of a site (`learn/propose/walls.ts`); on other pages a
 * label that rules know may be one (`23 comments`).
 *
 * One by one, comments read like an article. Taken together, what is below a wall reads much less like one than what is
 * above it.
 */
import type { Document } from '../../model/document.js';
import { isWall } from '../../model/rule.js';
import type { Hit } from '../../rules/match/findHits.js';
import { hasBullet } from '../../text/bullet.js';
import { PARAGRAPH } from '../blockColumns.js';
import { BELOW_LABEL, BEYOND } from './observations.js';
import { CLAIMS, HITS, type Statements } from './statements.js';

/** The paragraphs below a wall have at most this share of the probability of those above it. */
const FALL = 0.5;
/** A label needs an article above it, of at least so many words in paragraphs, … */
const ARTICLE_WORDS = 50;
/** … and the first of the paragraphs below it, up to so many words, have at most this share: there the article may go on. */
const NEAR_WORDS = 120;
const NEAR_FALL = 0.7;

/** Sums over the paragraphs above each block, and over all in the last place: words, and words times probability. */
interface Sums {
  readonly words: Float64Array;
  readonly likely: Float64Array;
}

/** The walls of one document. Each is judged once. */
export class Walls {
  private readonly known = new Map<number, boolean>();
  private sums: Sums | undefined;
  /** The uppermost label that is a wall; infinite if there is none. */
  private label: number | undefined;

  constructor(
    private readonly document: Document,
    private readonly statements: Statements,
  ) {}

  /** What is said of a block beyond a wall; 0 of any other, and of all if there is no model. */
  against(block: number): number {
    if (this.statements.model === undefined) return 0;
    this.label ??= this.findLabel();
    if (block > this.label) return BEYOND | BELOW_LABEL;
    const isBeyond = ({ rule, marker }: Hit, role: number) => role === CLAIMS && isWall(rule) && this.stands(marker as number);
    return this.statements.hasHit(block, isBeyond) ? BEYOND : 0;
  }

  /** Whether the article is above a learned wall and comments below it. Without a model, most prose has to be above. */
  stands(marker: number): boolean {
    let stands = this.known.get(marker);
    if (stands === undefined) {
      const { length } = this.document.blocks;
      const { words } = this.sumsOf();
      stands = this.statements.model === undefined ? words[marker] > words[length] - words[marker + 1] : this.falls(marker, length, FALL);
      this.known.set(marker, stands);
    }
    return stands;
  }

  /** How many words of the paragraphs above a block are likely to be an article's. */
  likelyAbove(block: number): number {
    return this.sumsOf().likely[block];
  }

  private findLabel(): number {
    const { hits, roles } = this.statements;
    for (let at = 0; at < hits.length; at++) {
      const { rule, block, witness } = hits[at];
      if (roles[at] === HITS && rule.category === 'comments' && witness === 'words' && this.isLabelOfComments(block)) return block;
    }
    return Number.POSITIVE_INFINITY;
  }

  private isLabelOfComments(label: number): boolean {
    // In a list it counts the comments on another story.
    if (hasBullet(this.document.blocks[label].text)) return false;
    const { words } = this.sumsOf();
    const { length } = this.document.blocks;
    if (words[label] < ARTICLE_WORDS || words[label + 1] === words[length]) return false;
    return this.falls(label, firstAtLeast(words, words[label + 1] + NEAR_WORDS), NEAR_FALL) && this.falls(label, length, FALL);
  }

  /** Whether the paragraphs from a marker to a block have at most this share of the probability of those above it. */
  private falls(marker: number, to: number, share: number): boolean {
    const { words, likely } = this.sumsOf();
    const below = words[to] - words[marker + 1];
    if (words[marker] === 0) return false;
    return below === 0 || (likely[to] - likely[marker + 1]) / below <= (share * likely[marker]) / words[marker];
  }

  private sumsOf(): Sums {
    this.sums ??= this.makeSums();
    return this.sums;
  }

  private makeSums(): Sums {
    const { columns, model } = this.statements;
    const { shapes, words: counts } = columns;
    const words = new Float64Array(shapes.length + 1);
    const likely = new Float64Array(shapes.length + 1);
    for (let i = 0; i < shapes.length; i++) {
      const count = (shapes[i] & PARAGRAPH) === 0 ? 0 : counts[i];
      words[i + 1] = words[i] + count;
      likely[i + 1] = likely[i] + count * (model?.scoreOf(i) ?? 1);
    }
    return { words, likely };
  }
}

/** The first place in ascending numbers with at least this value; the last one if there is none. */
function firstAtLeast(numbers: Float64Array, value: number): number {
  let from = 0;
  let to = numbers.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (numbers[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
