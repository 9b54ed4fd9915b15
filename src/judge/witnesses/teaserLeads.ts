/**
 * Leads of other stories. In a list below a label, a headline and the paragraph below it are one entry. The model
 * recognises the headline more reliably than the paragraph, which reads like any article's.
 */
import { PARAGRAPH } from '../blockColumns.js';
import type { ContentModelWitness } from '../modelReasons.js';
import { neighbour } from '../neighbour.js';
import { CLAIMS, HITS, type Statements } from './statements.js';

/** A headline below this probability surely belongs to another story: an article's subheadings score well above. */
const TEASER_HEADLINE = 0.3;
/** A paragraph at or above this probability is no lead of the list: here the list ends and the article goes on. */
const ARTICLE_PARAGRAPH = 0.93;

/** Finds the paragraphs of a document that are leads of other stories. */
export class TeaserLeads {
  constructor(
    private readonly statements: Statements,
    private readonly model: ContentModelWitness,
  ) {}

  /**
   * Whether a paragraph is the lead of the headline directly above it, in a list that a section claims and that continues
   * with a headline or ends.
   */
  isLead(block: number): boolean {
    const { firstHit } = this.statements;
    if (firstHit[block] === firstHit[block + 1] || this.model.scoreOf(block) >= ARTICLE_PARAGRAPH) return false;
    const { shapes } = this.statements.columns;
    const above = neighbour(shapes, block, -1);
    if (above === undefined || !this.isHeadline(above) || !this.areInOneList(above, block)) return false;
    const below = neighbour(shapes, block, 1);
    return below === undefined || this.isHeadline(below) || this.isKnown(below);
  }

  /** Whether the same section claims both blocks. */
  private areInOneList(above: number, block: number): boolean {
    const { hits, roles, firstHit } = this.statements;
    for (let one = firstHit[above]; one < firstHit[above + 1]; one++) {
      if (roles[one] !== CLAIMS) continue;
      for (let other = firstHit[block]; other < firstHit[block + 1]; other++)
        if (roles[other] === CLAIMS && hits[other].marker === hits[one].marker) return true;
    }
    return false;
  }

  private isKnown(block: number): boolean {
    return this.statements.hasHit(block, ({ witness }, role) => role === HITS && witness === 'words');
  }

  private isHeadline(block: number): boolean {
    return (this.statements.columns.shapes[block] & PARAGRAPH) === 0 && this.model.scoreOf(block) < TEASER_HEADLINE;
  }
}
