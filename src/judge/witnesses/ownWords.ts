/** What a block's own words say of it, given its position: a note about the author, a subheading, the topic of the text below. */
import type { Category } from '../../model/category.js';
import type { Block, Document } from '../../model/document.js';
import type { Reason } from '../../model/verdict.js';
import { countWords } from '../../text/shape.js';
import { SURELY_ARTICLE } from '../probabilities.js';
import { observed } from '../reason.js';
import type { ArticlePlace } from './articlePlace.js';
import { Authors } from './authors.js';
import type { Statements } from './statements.js';
import { Topic } from './topic.js';
import { isParagraph } from './weigh.js';

/** Tools that sites insert between paragraphs; any other bare label there may be a subheading. */
const TOOLS: ReadonlySet<Category> = new Set<Category>(['ad', 'share', 'font-size']);
/** A bare label has at most this many words: subheadings that rules mistake for one are as short. */
const BARE_LABEL_WORDS = 5;

/** The words of one document's blocks as a witness. */
export class OwnWords {
  private readonly topic: Topic;
  private readonly authors: Authors;

  /** @param isArticle for each block, whether it is surely a paragraph of the article */
  constructor(
    private readonly document: Document,
    private readonly statements: Statements,
    private readonly place: ArticlePlace,
    isArticle: readonly boolean[],
  ) {
    this.topic = new Topic(document, isArticle);
    this.authors = new Authors(document, statements.counted);
  }

  /**
   * The reason to remove a block that is about the author. A paragraph that begins with the author's name is a note
   * about the author, provided that the article does not mention them elsewhere: nobody reports on themselves that way.
   * The bare name is a byline. Below a name that no byline gives, a paragraph is such a note only at the very end, and
   * only if the model has doubts.
   */
  against(block: number): Reason | undefined {
    if (!isParagraph(this.document.blocks[block])) return this.authors.isName(block) ? AUTHOR : undefined;
    const isLast = () => this.place.nextParagraph(block + 1) >= this.document.blocks.length;
    const isNote = this.authors.isNote(block) || (this.isOpenToDoubt(block) && isLast() && this.authors.isOnlyHeadedNote(block));
    return isNote && !this.topic.isAbout(block) ? AUTHOR_NOTE : undefined;
  }

  /** The reason to keep a block in spite of a rule that knows its words. */
  for(block: number): Reason | undefined {
    const { hits, model } = this.statements;
    const known = hits[block].filter(({ witness }) => witness === 'words');
    // Text that a site's rule has learned word for word is never a subheading there.
    if (known.length === 0 || known.some(({ rule }) => rule.evidence !== undefined)) return undefined;
    if (isParagraph(this.document.blocks[block])) {
      return known.every(({ rule }) => rule.category === 'author-bio') && this.topic.isAbout(block) ? SUBJECT : undefined;
    }
    if (!this.place.isDirectlyBetween(block) || !isBareLabel(this.document.blocks[block])) return undefined;
    if (this.topic.isNamedBelow(block)) return NAMED;
    const isTool = known.some(({ rule }) => TOOLS.has(rule.category));
    // In a clean text, everything between two paragraphs belongs to the article.
    return isTool || (model?.isSure(block) && !model.isClean) ? undefined : HEADING;
  }

  /** Whether the model has any doubt that a block belongs to the article. */
  private isOpenToDoubt(block: number): boolean {
    const { model } = this.statements;
    return model !== undefined && model.scoreOf(block) < SURELY_ARTICLE;
  }
}

/** Whether a text is nothing but a label: a few words, and none after a colon. */
function isBareLabel({ text }: Block): boolean {
  return countWords(text) <= BARE_LABEL_WORDS && !/[:|]\s/u.test(text);
}

const HEADING = observed('words', 'is directly between two paragraphs, as a subheading would be');
const AUTHOR = observed('words', 'is the name of the author', { category: 'byline', confidence: 0.8 });
const AUTHOR_NOTE = observed('words', 'begins with the name of the author', { category: 'author-bio', confidence: 0.8 });
const NAMED = observed('words', 'names the topic of the paragraph below', { confidence: 0.98 });
const SUBJECT = observed('words', 'is about a person whom the article mentions');
