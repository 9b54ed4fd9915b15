/** Statements: what rules, the content model and Readability say of each block of a document, before anything is weighed. */
import type { Document } from '../../model/document.js';
import { isLearned } from '../../model/rule.js';
import type { Hit } from '../../rules/match/findHits.js';
import { type BlockColumns, columnsOf, LAYOUT, LINKED, PARAGRAPH } from '../blockColumns.js';
import { ContentModelWitness } from '../modelReasons.js';
import type { JudgeOptions } from '../options.js';
import { outsideVote } from '../outsideVote.js';

/**
 * A block counts for at most this many words in the search for the article's run of blocks: one long paragraph must not
 * outweigh a whole article …
 */
const COUNTED_WORDS = 60;
/** … and without a model, a block that is no paragraph of the article costs this many. */
const RUN_COST = 6;
/** A block below this probability counts against the article's run of blocks. */
const RUN_CENTER = 0.2;
/** A paragraph at or above this probability counts as the article's when others beside it are judged. */
const LIKELY = 0.4;

/** Where the model is so sure that the article has not begun or has ended, its probability of a block falls accordingly. */
const SURELY_OUTSIDE = 0.9;

/** What a hit does: it has no say, … */
const SILENT = 0;
/** … keeps its block whatever else is said, … */
export const PROTECTS = 1;
/** … takes its block or the block of its section's marker, … */
export const HITS = 2;
export const CLAIMS = 3;
/** … or, after everything else is decided, a piece of its block, or what is at the top. */
export const CUTS = 4;
export const TOPS = 5;

/** What is said of the blocks of one document, by index of the block or of the hit. */
export class Statements {
  readonly columns: BlockColumns;
  /** The hits that count, sorted by block, and what each of them does. */
  readonly hits: readonly Hit[];
  readonly roles: Uint8Array;
  /** The hits on block `i` are those from `firstHit[i]` to before `firstHit[i + 1]`. */
  readonly firstHit: Uint32Array;
  /** The last block that a rule for the top hits; -1 if there is none. */
  readonly lastTop: number;
  /** 1 for blocks that a rule protects. */
  readonly isProtected: Uint8Array;
  /** 1 for blocks outside Readability's vote; undefined without a vote. */
  readonly isOutsideVote: Uint8Array | undefined;
  readonly model: ContentModelWitness | undefined;
  /** Whether learned rules know the document's site. */
  readonly isKnown: boolean;

  private readonly outside: Float32Array | undefined;

  /** @param hits the rules' hits, sorted by block (`findHits`) */
  constructor(document: Document, hits: readonly Hit[], { vote, scores, outside, favor, learned }: JudgeOptions) {
    const { blocks } = document;
    this.outside = outside;
    this.columns = columnsOf(document);
    this.isKnown = hits.some(({ rule }) => isLearned(rule));
    this.hits = this.isKnown && learned === false ? hits.filter(({ rule }) => !isLearned(rule)) : hits;
    this.model = scores === undefined ? undefined : new ContentModelWitness(document, scores, this.hits, this.isKnown, favor);
    this.roles = new Uint8Array(this.hits.length);
    this.firstHit = new Uint32Array(blocks.length + 1);
    this.isProtected = new Uint8Array(blocks.length);
    const isClean = this.model?.isClean ?? false;
    let lastTop = -1;
    for (let at = 0; at < this.hits.length; at++) {
      const hit = this.hits[at];
      const role = isClean && hit.witness === 'place' ? SILENT : roleOf(hit);
      this.roles[at] = role;
      this.firstHit[hit.block + 1]++;
      if (role === PROTECTS) this.isProtected[hit.block] = 1;
      else if (role === TOPS) lastTop = hit.block;
    }
    this.lastTop = lastTop;
    for (let i = 0; i < blocks.length; i++) this.firstHit[i + 1] += this.firstHit[i];
    this.isOutsideVote = vote === false || blocks.every(({ main }) => main === undefined) ? undefined : outsideVote(document);
  }

  /** For each block, whether it is surely a paragraph of the article: 1 or 0. */
  articleColumn(): Uint8Array {
    const { model, isOutsideVote } = this;
    const { shapes } = this.columns;
    const column = new Uint8Array(shapes.length);
    for (let i = 0; i < shapes.length; i++) {
      if ((shapes[i] & (LINKED | PARAGRAPH)) !== PARAGRAPH || this.hasHit(i, recognises)) continue;
      if (model !== undefined) column[i] = Number(this.insideOf(i, model) >= LIKELY);
      else column[i] = Number(isOutsideVote === undefined ? !this.hasHit(i, takes) : isOutsideVote[i] === 0);
    }
    return column;
  }

  /**
   * For each block, how much it speaks for an article at its position, in words. Without a model, rules have no
   * influence on it: more rules must never move the article to where fewer rules removed something.
   */
  gainColumn(): Float64Array {
    const { model, isOutsideVote } = this;
    const { shapes, words } = this.columns;
    const column = new Float64Array(shapes.length);
    for (let i = 0; i < shapes.length; i++) {
      if ((shapes[i] & LAYOUT) !== 0) continue;
      const counted = Math.min(words[i], COUNTED_WORDS);
      if (model !== undefined) column[i] = (this.insideOf(i, model) - RUN_CENTER) * counted;
      else column[i] = (shapes[i] & (LINKED | PARAGRAPH)) === PARAGRAPH && isOutsideVote?.[i] !== 1 ? counted : -RUN_COST;
    }
    return column;
  }

  /** The probability that a block belongs to the article, both by what it says and by where it is. */
  private insideOf(block: number, model: ContentModelWitness): number {
    const outside = this.outside?.[block] ?? 0;
    return model.scoreOf(block) * (outside >= SURELY_OUTSIDE ? 1 - outside : 1);
  }

  /** Whether one of the hits on a block passes a test. */
  hasHit(block: number, passes: (hit: Hit, role: number) => boolean): boolean {
    for (let at = this.firstHit[block]; at < this.firstHit[block + 1]; at++) if (passes(this.hits[at], this.roles[at])) return true;
    return false;
  }
}

/** Whether a hit on all of a block recognises more than its place. */
function recognises({ witness }: Hit, role: number): boolean {
  return role === HITS && witness !== 'place';
}

/** Whether a hit knows all of its block, by its words, as what is around comments: a label, a button, who wrote one. */
export function isOfComments({ rule, witness }: Hit, role: number): boolean {
  return role === HITS && rule.category === 'comments' && witness === 'words';
}

/** Whether a hit takes all of its block. */
function takes(_: Hit, role: number): boolean {
  return role === HITS || role === CLAIMS;
}

function roleOf({ rule, span, marker }: Hit): number {
  if (rule.effect === 'keep') return PROTECTS;
  if (rule.where === 'top') return TOPS;
  if (span !== undefined) return CUTS;
  return marker === undefined ? HITS : CLAIMS;
}
