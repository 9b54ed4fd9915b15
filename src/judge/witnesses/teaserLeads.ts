/**
 * Leads of other stories. In a list below a label, a headline and the paragraph below it are one entry. The model
 * recognises the headline more reliably than the paragraph, which reads like any article's.
 */
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import type { ContentModelWitness } from '../modelReasons.js';
import { neighbour } from '../neighbour.js';
import { isParagraph } from './weigh.js';

/** A headline below this probability surely belongs to another story: an article's subheadings score well above. */
const TEASER_HEADLINE = 0.2;
/** A paragraph at or above this probability is no lead of the list: here the list ends and the article goes on. */
const ARTICLE_PARAGRAPH = 0.93;

/** Finds the paragraphs of a document that are leads of other stories. */
export class TeaserLeads {
  /**
   * @param hits for each block, the hits on it
   * @param claims for each block, the hits of sections that claim it
   */
  constructor(
    private readonly document: Document,
    private readonly model: ContentModelWitness,
    private readonly hits: readonly (readonly Hit[])[],
    private readonly claims: readonly (readonly Hit[])[],
  ) {}

  /** Whether a paragraph is the lead of the headline directly above it, in a list that continues with a headline or ends. */
  isLead(block: number): boolean {
    if (this.claims[block].length === 0 || this.model.scoreOf(block) >= ARTICLE_PARAGRAPH) return false;
    const above = neighbour(this.document.blocks, block, -1);
    const below = neighbour(this.document.blocks, block, 1);
    const isInList =
      above !== undefined && this.claims[above].some(({ marker }) => this.claims[block].some((hit) => hit.marker === marker));
    return isInList && this.isHeadline(above) && (below === undefined || this.isHeadline(below) || this.isKnown(below));
  }

  private isKnown(block: number): boolean {
    return this.hits[block].some(({ witness }) => witness === 'words');
  }

  private isHeadline(block: number): boolean {
    return !isParagraph(this.document.blocks[block]) && this.model.scoreOf(block) < TEASER_HEADLINE;
  }
}
