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
import { BELOW_LABEL, BEYOND } from './observations.js';
import type { ParagraphSums } from './paragraphSums.js';
import { CLAIMS, isOfComments, type Statements } from './statements.js';

/** The paragraphs below a wall have at most this share of the probability of those above it. */
const FALL = 0.5;
/** A label needs an article above it, of at least so many words in paragraphs, … */
const ARTICLE_WORDS = 50;
/** … and the first of the paragraphs below it, up to so many words, have at most this share: there the article may go on. */
const NEAR_WORDS = 120;
const NEAR_FALL = 0.7;

/** The walls of one document. Each is judged once. */
export class Walls {
  private readonly known = new Map<number, boolean>();
  /** The uppermost label that is a wall; infinite if there is none. */
  private label: number | undefined;

  constructor(
    private readonly document: Document,
    private readonly statements: Statements,
    private readonly sums: ParagraphSums,
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
      const isMostAbove = this.sums.words(0, marker) > this.sums.words(marker + 1, length);
      stands = this.statements.model === undefined ? isMostAbove : this.falls(marker, length, FALL);
      this.known.set(marker, stands);
    }
    return stands;
  }

  private findLabel(): number {
    const { hits, roles } = this.statements;
    for (let at = 0; at < hits.length; at++) {
      const { block } = hits[at];
      if (isOfComments(hits[at], roles[at]) && this.isLabelOfComments(block)) return block;
    }
    return Number.POSITIVE_INFINITY;
  }

  private isLabelOfComments(label: number): boolean {
    // In a list it counts the comments on another story.
    if (hasBullet(this.document.blocks[label].text)) return false;
    const { length } = this.document.blocks;
    if (this.sums.words(0, label) < ARTICLE_WORDS || this.sums.words(label + 1, length) === 0) return false;
    return this.falls(label, this.sums.reach(label + 1, NEAR_WORDS), NEAR_FALL) && this.falls(label, length, FALL);
  }

  /** Whether the paragraphs from a marker to a block have at most this share of the probability of those above it. */
  private falls(marker: number, to: number, share: number): boolean {
    if (this.sums.words(0, marker) === 0) return false;
    return this.sums.mean(marker + 1, to) <= share * this.sums.mean(0, marker);
  }
}
