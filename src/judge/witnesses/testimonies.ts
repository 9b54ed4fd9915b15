/** Testimonies: for each block of a document, everything that rules, models, the markup and its position say of it. */
import type { Document } from '../../model/document.js';
import { isWall } from '../../model/rule.js';
import { SENTENCE } from '../../read/table/shapes.js';
import type { Hit } from '../../rules/match/findHits.js';
import { LINKED } from '../blockColumns.js';
import type { JudgeOptions } from '../options.js';
import { EVEN } from '../probabilities.js';
import { ArticlePlace } from './articlePlace.js';
import { Boxes } from './boxes.js';
import { Markup } from './element.js';
import { BY_PERSON, BY_WORDS, kindOf } from './kinds.js';
import {
  ARTICLE,
  against,
  CLOSING,
  DECLARED,
  FURNITURE,
  inFavor,
  kindsOf,
  LEAD,
  OUTSIDE_VOTE,
  OWN_LEAD,
  surestOf,
} from './observations.js';
import { OwnWords } from './ownWords.js';
import { ParagraphSums } from './paragraphSums.js';
import { PictureCaptions } from './pictureCaptions.js';
import { Separators } from './separators.js';
import { CLAIMS, HITS, Statements, TOPS } from './statements.js';
import { TeaserLeads } from './teaserLeads.js';
import { Threads } from './threads.js';
import { Walls } from './walls.js';
import type { Testimony } from './weigh.js';

/** A sentence directly below the article is kept down to this probability: below it the model is nearly sure. */
const CLOSING_LEAST = 0.1;

/**
 * How confident place may be of a label where little depends on those in doubt: no more than the model, which is in doubt
 * down to its threshold.
 */
const SUREST_OF_FEW = 0.6;

/** Everything that is said of the blocks of one document. */
export class Testimonies {
  readonly statements: Statements;
  readonly markup: Markup;
  /** What witnesses other than rules say of each block, as far as it was asked (`observations.ts`): all but `DECLARED`. */
  readonly said: Uint32Array;
  /** 1 for each hit that counts against its block. */
  readonly counts: Uint8Array;

  /** 1 for markers whose section has ended. */
  private readonly isEnded: Uint8Array;
  private readonly place: ArticlePlace;
  private readonly words: OwnWords;
  private readonly leads: TeaserLeads | undefined;
  private readonly walls: Walls;
  private readonly threads: Threads;
  private readonly separators: Separators;
  private readonly captions: PictureCaptions;
  private readonly boxes: Boxes;

  constructor(
    readonly document: Document,
    hits: readonly Hit[],
    options: JudgeOptions,
  ) {
    const { length } = document.blocks;
    this.statements = new Statements(document, hits, options);
    const { model, columns } = this.statements;
    const isArticle = this.statements.articleColumn();
    this.place = new ArticlePlace(document, columns, isArticle, this.statements.gainColumn());
    this.markup = new Markup(document, isArticle);
    this.words = new OwnWords(document, this.statements, this.place, isArticle);
    this.leads = model === undefined ? undefined : new TeaserLeads(this.statements, model);
    this.said = new Uint32Array(length);
    this.counts = new Uint8Array(this.statements.hits.length);
    this.isEnded = new Uint8Array(length);
    const sums = new ParagraphSums(this.statements);
    this.walls = new Walls(document, this.statements, sums);
    this.threads = new Threads(document, this.statements, sums);
    this.separators = new Separators(document, this.statements, sums);
    this.captions = new PictureCaptions(document, this.statements);
    this.boxes = new Boxes(document, this.statements);
  }

  /** Collects what is said of a block, given the sections that have ended above it; undefined if nothing speaks against it. */
  collect(block: number): Testimony | undefined {
    const { model, isOutsideVote } = this.statements;
    const kinds = this.countHits(block);
    const isLead = this.leads?.isLead(block) ?? false;
    let said = isOutsideVote?.[block] === 1 ? OUTSIDE_VOTE : 0;
    // These are among others and read like any article's paragraph, so neither place nor model speaks for them.
    const ofUsers = this.walls.against(block) | this.threads.against(block) | this.separators.against(block);
    const ofOthers = ofUsers | this.captions.against(block) | this.boxes.against(block);
    said |= ofOthers;
    if (isLead) said |= LEAD;
    else if (model?.isAgainst(block)) said |= FURNITURE;
    said |= this.words.against(block);
    // Markup and position have something to say of every block: they matter only where a reason to remove it is not yet final.
    if (kinds === 0 && said === 0) return undefined;
    if ((kinds & BY_PERSON) === 0) said |= this.more(block, isLead || ofOthers !== 0);
    this.said[block] = said;
    const speaksFor = inFavor(said);
    return {
      against: kinds | kindsOf(against(said)),
      for: kindsOf(speaksFor),
      isByRule: kinds !== 0,
      modelSureness: (said & FURNITURE) === 0 ? 0 : (model?.confidenceAgainst(block) ?? 0),
      surestFor: this.surestFor(speaksFor),
    };
  }

  private surestFor(speaksFor: number): number {
    const surest = surestOf(speaksFor);
    const isCapped = this.statements.model?.hasFewDoubts === true && (kindsOf(speaksFor) & BY_WORDS) === 0;
    return isCapped && Number.isFinite(surest) ? Math.min(SUREST_OF_FEW, surest) : surest;
  }

  /** What is said for a block that something speaks against. */
  saidFor(block: number): number {
    const said = this.said[block];
    const hits = this.hitsAgainst(block).filter(({ rule }) => rule.where !== 'top');
    const isOpen = (said !== 0 || hits.length > 0) && !hits.some(({ witness }) => witness === 'person');
    return inFavor(said) | (isOpen && this.markup.isDeclared(block) ? DECLARED : 0);
  }

  /** The hits that count against all of a block: those on it, of sections that claim it, and of rules for the top. */
  hitsAgainst(block: number): Hit[] {
    const { hits, roles, firstHit } = this.statements;
    const found: Hit[] = [];
    for (const role of [HITS, CLAIMS, TOPS]) {
      for (let at = firstHit[block]; at < firstHit[block + 1]; at++)
        if (roles[at] === role && this.counts[at] === 1 && hits[at].span === undefined) found.push(hits[at]);
    }
    return found;
  }

  /** Whether the model takes a block for furniture rather than article, however unsure it is. */
  isDoubted(block: number): boolean {
    const { model } = this.statements;
    return model !== undefined && model.scoreOf(block) < EVEN;
  }

  /** Whether a block is the first paragraph of the article or above it, no further than so many blocks with text. */
  isAtHead(block: number, reach: number): boolean {
    return this.place.isAtHead(block, reach);
  }

  /** Ends the sections that claim a block: they claim nothing below it. */
  endSections(block: number): void {
    const { hits, roles, firstHit } = this.statements;
    for (let at = firstHit[block]; at < firstHit[block + 1]; at++)
      if (roles[at] === CLAIMS && hits[at].witness !== 'person') this.isEnded[hits[at].marker as number] = 1;
  }

  /** Notes which hits count against a block. @returns the kinds of their witnesses */
  private countHits(block: number): number {
    const { hits, roles, firstHit } = this.statements;
    let kinds = 0;
    for (let at = firstHit[block]; at < firstHit[block + 1]; at++) {
      if (roles[at] !== HITS && !(roles[at] === CLAIMS && this.reaches(hits[at]))) continue;
      this.counts[at] = 1;
      kinds |= kindOf(hits[at].witness);
    }
    return kinds;
  }

  /**
   * What is asked only of blocks that something speaks against.
   * @param isOfOthers whether it is the lead of another story, a comment or a caption
   */
  private more(block: number, isOfOthers: boolean): number {
    const { model } = this.statements;
    const isClosing = this.isClosingSentence(block);
    let said = this.markup.against(block) | this.words.for(block);
    // Both are where they are because they belong to the article.
    if (!isClosing && (said & OWN_LEAD) === 0) said |= this.place.against(block);
    if (isOfOthers) return said;
    if (model?.isFor(block)) said |= ARTICLE;
    return said | (isClosing ? CLOSING : this.place.for(block));
  }

  /** A short sentence directly below a paragraph of the article closes it, unless the model is sure that it does not. */
  private isClosingSentence(block: number): boolean {
    const { model, columns } = this.statements;
    if (!this.place.isRightBelow(block) || (columns.shapes[block] & (LINKED | SENTENCE)) !== SENTENCE) return false;
    return model === undefined || model.scoreOf(block) >= CLOSING_LEAST;
  }

  /** Whether a section still claims a block: no paragraph of the article is between it and the marker. */
  private reaches({ rule, marker, block, witness }: Hit): boolean {
    if (witness === 'person') return true;
    const at = marker as number;
    if (isWall(rule)) return this.walls.stands(at);
    return block < at ? this.place.nextParagraph(block) > at : this.isEnded[at] === 0;
  }
}
