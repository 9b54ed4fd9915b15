/** What was decided about a document, block by block, and what is left of it. */
import type { Category } from './category.js';
import type { Meta } from './document.js';

/**
 * By what something is known of a block: by its own `words`, by its `element` in the markup, by its `place` in the
 * document, by what the `site` shows on its pages, by a `model` that read it, or by a `person`, whose rules decide alone.
 */
export type Witness = 'words' | 'element' | 'place' | 'site' | 'model' | 'person';

/** What one witness says of a block: a rule, or what has read the document. */
export interface Reason {
  readonly witness: Witness;
  /** The rule's id; absent where no rule speaks. */
  readonly ruleId?: string;
  /** Who speaks where no rule does: `content` and `readability`, or the markup and the order of the blocks themselves. */
  readonly model?: string;
  readonly category: Category;
  /** 0 to 1. */
  readonly confidence: number;
  /** One sentence for a person. */
  readonly message: string;
}

/** A removed piece inside a kept block. */
export interface Span {
  /** Range in the document's source, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Range in the block's text. */
  readonly textStart: number;
  readonly textEnd: number;
  readonly reason: Reason;
}

/** What is done with a block, and why. */
export interface Verdict {
  /** The block's index in the document. */
  readonly block: number;
  readonly action: 'keep' | 'remove';
  /** The content model's probability that the block belongs to the article; absent where no model has judged, and for layout. */
  readonly score?: number;
  /** Removed pieces of a kept block, ordered and apart from each other. */
  readonly spans?: readonly Span[];
  /**
   * What speaks for the action: for a removal the reasons to remove, for a kept block what protects it, rules first, the
   * strongest first. A block of which nobody said anything is kept without a reason.
   */
  readonly reasons: readonly Reason[];
  /** What speaks against the action and was not enough. */
  readonly overruled?: readonly Reason[];
}

/** A cleaned document. */
export interface CleanArticle {
  readonly id: string;
  /** The site whose rules were applied beside those of every site. */
  readonly site?: string;
  readonly title?: string;
  /** The kept paragraphs, each on one line, a blank line between. */
  readonly body: string;
  /** Where the body is what the page declares in its JSON-LD; absent where it is what the page shows. */
  readonly bodyFrom?: 'declared';
  readonly meta: Meta;
  /** One verdict a block, in the blocks' order. */
  readonly verdicts: readonly Verdict[];
  /** What a person should know of this document: why it was kept whole, for one. */
  readonly notes: readonly string[];
}
