/** What a block's own words say of it, given its position: a note about the author, a subheading, the topic of the text below. */
import type { Category } from '../../model/category.js';
import type { Document } from '../../model/document.js';
import type { Rule } from '../../model/rule.js';
import { LEAD_REACH } from '../../read/leadLimits.js';
import { PARAGRAPH } from '../blockColumns.js';
import { SURELY_ARTICLE } from '../probabilities.js';
import type { ArticlePlace } from './articlePlace.js';
import { Authors } from './authors.js';
import { AUTHOR, AUTHOR_NOTE, HEADING, OWN_LEAD, SUBJECT, TOPIC } from './observations.js';
import { HITS, type Statements } from './statements.js';
import { Topic } from './topic.js';

/** Tools and credits that sites insert between paragraphs; any other bare label there may be a subheading. */
const TOOLS: ReadonlySet<Category> = new Set<Category>(['ad', 'share', 'font-size', 'caption']);
/** A bare label has at most this many words: subheadings that rules mistake for one are as short. */
const BARE_LABEL_WORDS = 5;

/** So many teasers between headline and lead may pass for the article's own paragraphs. */
const PASSED_TEASERS = 2;

/** The words of one document's blocks as a witness. */
export class OwnWords {
  private readonly topic: Topic;
  private readonly authors: Authors;

  /** @param isArticle for each block, whether it is surely a paragraph of the article: 1 or 0 */
  constructor(
    private readonly document: Document,
    private readonly statements: Statements,
    private readonly place: ArticlePlace,
    isArticle: Uint8Array,
  ) {
    const { columns, hits } = statements;
    this.topic = new Topic(document, columns.shapes, isArticle);
    this.authors = new Authors(document, columns.shapes, hits);
  }

  /**
   * Speaks against a block that is about the author. A paragraph that begins with the author's name is a note about the
   * author, provided that the article does not mention them elsewhere: nobody reports on themselves that way. The bare
   * name is a byline. Below a name that no byline gives, a paragraph is such a note only at the very end, and only if the
   * model has doubts.
   */
  against(block: number): number {
    if (!this.isParagraph(block)) return this.authors.isName(block) ? AUTHOR : 0;
    const isLast = () => this.place.nextParagraph(block + 1) >= this.document.blocks.length;
    const isNote = this.authors.isNote(block) || (this.isOpenToDoubt(block) && isLast() && this.authors.isOnlyHeadedNote(block));
    return isNote && !this.topic.isAbout(block) ? AUTHOR_NOTE : 0;
  }

  /** Speaks for a block in spite of a rule that knows its words. */
  for(block: number): number {
    const rules = this.rulesByWords(block);
    if (rules.length === 0) return 0;
    // Text that a site's rule has learned word for word is never a subheading there.
    if (rules.some(({ evidence }) => evidence !== undefined)) return this.isOwnLead(block, rules) ? OWN_LEAD : 0;
    if (this.isParagraph(block)) {
      return rules.every(({ category }) => category === 'author-bio') && this.topic.isAbout(block) ? SUBJECT : 0;
    }
    if (!this.place.isDirectlyBetween(block) || !this.isBareLabel(block)) return 0;
    if (this.topic.isNamedBelow(block)) return TOPIC;
    const { model } = this.statements;
    const isTool = rules.some(({ category }) => TOOLS.has(category) || (category === 'byline' && this.isBelowLead(block)));
    // In a clean text, everything between two paragraphs belongs to the article.
    return isTool || (model?.isSure(block) && !model.isClean) ? 0 : HEADING;
  }

  /** Whether a text that the site shows as a teaser is above the first paragraph, as the lead of its own article would be. */
  private isOwnLead(block: number, rules: readonly Rule[]): boolean {
    if (!this.isParagraph(block) || !rules.every(({ category }) => category === 'teaser')) return false;
    if (this.place.isAtHead(block, LEAD_REACH.quoted)) return true;
    return this.place.isAtHead(block, LEAD_REACH.named, PASSED_TEASERS) && this.topic.isTakenUp(block);
  }

  /** Whether a block is between the first two paragraphs, of which the first may be the lead: subheadings come later. */
  private isBelowLead(block: number): boolean {
    return this.place.isAtHead(block, LEAD_REACH.quoted, 1);
  }

  /** The rules that know a block's words. */
  private rulesByWords(block: number): readonly Rule[] {
    const { hits, roles, firstHit } = this.statements;
    const rules: Rule[] = [];
    for (let at = firstHit[block]; at < firstHit[block + 1]; at++) {
      if (roles[at] === HITS && hits[at].witness === 'words') rules.push(hits[at].rule);
    }
    return rules;
  }

  private isParagraph(block: number): boolean {
    return (this.statements.columns.shapes[block] & PARAGRAPH) !== 0;
  }

  /** Whether the model has any doubt that a block belongs to the article. */
  private isOpenToDoubt(block: number): boolean {
    const { model } = this.statements;
    return model !== undefined && model.scoreOf(block) < SURELY_ARTICLE;
  }

  /** Whether a text is nothing but a label: a few words, and none after a colon. */
  private isBareLabel(block: number): boolean {
    return this.statements.columns.words[block] <= BARE_LABEL_WORDS && !/[:|]\s/u.test(this.document.blocks[block].text);
  }
}
