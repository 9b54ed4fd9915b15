/**
 * Leads of other stories: in a list below a label, a headline and its paragraph are one entry. The model takes the
 * headline for what it is more surely than the paragraph, which reads like any article's.
 */
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import type { ModelWitness } from '../modelReasons.js';
import { neighbour } from '../neighbour.js';
import { isParagraph } from './weigh.js';

/** A headline of a lower probability is surely another story's: an article's subheadings lie well above. */
const HEADLINE = 0.2;
/** A paragraph of a higher probability is none of its leads: there the list ends and the article goes on. */
const LEAD = 0.93;

/** Tells which paragraphs of a document are leads. */
export class Leads {
  /**
   * @param hits for each block the hits on it
   * @param claims for each block the hits of sections that claim it
   */
  constructor(
    private readonly document: Document,
    private readonly model: ModelWitness,
    private readonly hits: readonly (readonly Hit[])[],
    private readonly claims: readonly (readonly Hit[])[],
  ) {}

  /** Whether a paragraph is the lead of the headline right above it, in a list that goes on with a headline or ends. */
  isLead(block: number): boolean {
    if (this.claims[block].length === 0 || this.model.scoreOf(block) >= LEAD) return false;
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
    return !isParagraph(this.document.blocks[block]) && this.model.scoreOf(block) < HEADLINE;
  }
}
