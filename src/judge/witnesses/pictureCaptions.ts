/** Captions: what figures say of their pictures, and sentences that end with the credit of one. */
import type { Document } from '../../model/document.js';
import type { Rule } from '../../model/rule.js';
import { EVEN } from '../probabilities.js';
import { CAPTION, CREDITED } from './observations.js';
import { CUTS, HITS, type Statements } from './statements.js';

/** A longer text is an article's, in words, even if a figure contains it: slides and recipes are written that way. */
const LONGEST = 100;
/**
 * At or above this probability the model is believed rather than the element. Of captions in figures on unseen sites, those
 * below it are furniture, and those above it are in the articles as people copy them.
 */
const BELIEVED = 0.7;
/** Elements for pictures with what is said of them. */
const FIGURE = /(?:^| > )fig(?:ure|caption)(?=[ #.[]|$)/u;
const FIGURES_OF_BLOGS = /\.wp-caption(?=[ #.[-]|$)/u;

/** The captions of one document. */
export class PictureCaptions {
  constructor(
    private readonly document: Document,
    private readonly statements: Statements,
  ) {}

  /**
   * What is said against a block that is a caption. Neither counts in a text that was cleaned before.
   *
   * A caption with a credit is recognised wherever it is, if the model does not take it for the article's. One without is
   * recognised only in a figure: elsewhere, writers of blogs go on telling below their pictures.
   */
  against(block: number): number {
    const { columns, model } = this.statements;
    const isElement = this.isInElement(block);
    const isCredited = this.isCredited(block);
    if (!(isElement || isCredited) || columns.words[block] > LONGEST || model?.isClean) return 0;
    const { path = '' } = this.document.blocks[block];
    const isFigure = isElement && FIGURE.test(path);
    const least = isFigure || (isElement && FIGURES_OF_BLOGS.test(path)) ? BELIEVED : EVEN;
    if ((model?.scoreOf(block) ?? (isElement ? 0 : 1)) >= least) return 0;
    return (isFigure ? CAPTION : 0) | (isCredited ? CREDITED : 0);
  }

  /** Whether rules know the element around a block as one for captions. */
  private isInElement(block: number): boolean {
    return this.statements.hasHit(block, ({ rule }, role) => isOfCaptions(rule) && role === HITS && rule.match.selector !== undefined);
  }

  /** Whether a block ends with a credit that rules cut. */
  private isCredited(block: number): boolean {
    const { length } = this.document.blocks[block].text;
    return this.statements.hasHit(block, ({ rule, span }, role) => isOfCaptions(rule) && role === CUTS && span?.[1] === length);
  }
}

function isOfCaptions({ category }: Rule): boolean {
  return category === 'caption';
}
