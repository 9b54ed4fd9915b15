/**
 * Boxes: elements between the paragraphs of an article that offer readers something else. Rules know their labels, buttons
 * and small print by words; what heads them and how they address readers is new with each of them.
 */
import type { Category } from '../../model/category.js';
import type { Document } from '../../model/document.js';
import { isWithin, parentOf } from '../../model/elementPath.js';
import type { Hit } from '../../rules/match/findHits.js';
import { LAYOUT, PARAGRAPH } from '../blockColumns.js';
import type { ContentModelWitness } from '../modelReasons.js';
import { SURELY_ARTICLE } from '../probabilities.js';
import { BOXED, INTERRUPTING } from './observations.js';
import { HITS, type Statements } from './statements.js';

/** What boxes offer, or ask for. */
const OFFERS: ReadonlySet<Category> = new Set(['newsletter', 'paywall', 'cookie', 'adblock', 'teaser']);
/** A box has at most this many words, and none of its blocks is likelier to be the article's than this. */
const LONGEST = 120;
const LIKELIEST = 0.8;
/** A headline has at least so many words, and all of it is linked but perhaps its quotation marks. */
const HEADLINE_WORDS = 5;
const ALL_LINKED = 0.95;
/** Blocks from one up to, but not including, another, and how many words they have. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly words: number;
}

/** The boxes of one page. Built in one pass, which ends at once where rules know nothing that they offer. */
export class Boxes {
  /** 1 for each block in a box; undefined where there is none. */
  private readonly isBoxed: Uint8Array | undefined;
  private ends: readonly [first: number, last: number] | undefined;

  constructor(
    private readonly document: Document,
    private readonly statements: Statements,
  ) {
    const { hits, roles, model } = statements;
    if (document.format !== 'html' || model === undefined) return;
    const offers = hits.filter((hit, at) => roles[at] === HITS && isOffer(hit));
    if (offers.length === 0) return;
    const [first, last] = this.endsBy(model);
    let end = 0;
    for (const { block } of offers) {
      if (block < Math.max(end, first) || block > last) continue;
      const box = this.around(block, model);
      end = box.to;
      if (box.to - box.from < 2) continue;
      this.isBoxed ??= new Uint8Array(document.blocks.length);
      this.isBoxed.fill(1, box.from, box.to);
    }
  }

  /** What is said against a block in a box, or against one that is another story's headline. */
  against(block: number): number {
    if (this.isBoxed?.[block] === 1) return INTERRUPTING | BOXED;
    return this.isHeadline(block) ? INTERRUPTING : 0;
  }

  /** Whether a block is one link in capitals among the article's paragraphs: subheadings lead nowhere. */
  private isHeadline(block: number): boolean {
    const { model, columns } = this.statements;
    const { linkDensity = 0, text } = this.document.blocks[block];
    if (linkDensity < ALL_LINKED || columns.words[block] < HEADLINE_WORDS || !isShouted(text)) return false;
    if (model === undefined || model.scoreOf(block) >= LIKELIEST) return false;
    const [first, last] = this.endsBy(model);
    return block > first && block < last;
  }

  /** The blocks of the outermost element around a block that is a box. */
  private around(block: number, model: ContentModelWitness): Range {
    let range: Range = { from: block, to: block + 1, words: this.statements.columns.words[block] };
    for (let element = this.elementAbove(block); element !== undefined; element = parentOf(element)) {
      const wider = this.within(element, range, model);
      if (wider === undefined) break;
      range = wider;
    }
    return range;
  }

  /** The element around a block’s own. */
  private elementAbove(block: number): string | undefined {
    const { path } = this.document.blocks[block];
    return path === undefined ? undefined : parentOf(path);
  }

  /** A range with the blocks beside it that are in an element too; undefined if that is no box. */
  private within(element: string, range: Range, model: ContentModelWitness): Range | undefined {
    const { blocks } = this.document;
    const { shapes, words } = this.statements.columns;
    const isIn = (i: number): boolean => (shapes[i] & LAYOUT) !== 0 || isWithin(blocks[i].path ?? '', element);
    const isLikely = (i: number): boolean => (shapes[i] & LAYOUT) === 0 && model.scoreOf(i) >= LIKELIEST;
    let { from, to, words: count } = range;
    while (from > 0 && isIn(from - 1)) {
      count += words[--from];
      if (count > LONGEST || isLikely(from)) return undefined;
    }
    while (to < blocks.length && isIn(to)) {
      count += words[to];
      if (count > LONGEST || isLikely(to++)) return undefined;
    }
    return { from, to, words: count };
  }

  /** The first paragraph that is surely the article's, and the last one; -1 where there is none. */
  private endsBy(model: ContentModelWitness): readonly [first: number, last: number] {
    const { shapes } = this.statements.columns;
    const isArticle = (shape: number, i: number): boolean => (shape & PARAGRAPH) !== 0 && model.scoreOf(i) >= SURELY_ARTICLE;
    this.ends ??= [shapes.findIndex(isArticle), shapes.findLastIndex(isArticle)];
    return this.ends;
  }
}

function isShouted(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

function isOffer({ rule, witness }: Hit): boolean {
  return OFFERS.has(rule.category) && witness === 'words';
}
