/** What was decided about a document, block by block, and the text that is left. */
import type { Category } from './category.js';
import type { Meta } from './document.js';

/**
 * How a block was recognised: by its own `words`, by its `element` in the markup, by its `place` in the document, by what
 * the `site` shows on its other pages, by a `model` that read it, or by a `person`, whose rules decide alone.
 */
export type Witness = 'words' | 'element' | 'place' | 'site' | 'model' | 'person';

/** The statement of one witness about a block. The witness is a rule or a model that has read the document. */
export interface Reason {
  readonly witness: Witness;
  /** The rule's id; absent if the witness is not a rule. */
  readonly ruleId?: string;
  /** The witness if it is not a rule: `content`, `readability`, or the markup and the order of the blocks. */
  readonly model?: string;
  readonly category: Category;
  /** 0 to 1. */
  readonly confidence: number;
  /** One sentence for people to read. */
  readonly message: string;
}

/** A removed piece of a block that is kept. */
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
  /** The content model's probability that the block belongs to the article; absent for layout and if no model has judged. */
  readonly score?: number;
  /** Removed pieces of a kept block, in order and without overlap. */
  readonly spans?: readonly Span[];
  /**
   * The reasons for the action: for a removal the reasons to remove, for a kept block what protects it. Rules come first,
   * then the strongest. A block that nobody mentioned is kept without a reason.
   */
  readonly reasons: readonly Reason[];
  /** The reasons against the action, which were too weak. */
  readonly overruled?: readonly Reason[];
}

/** A cleaned document. */
export interface CleanArticle {
  readonly id: string;
  /** The site whose rules were applied in addition to those for every site. */
  readonly site?: string;
  readonly title?: string;
  /** The kept paragraphs, one line each, separated by blank lines. */
  readonly body: string;
  /** `declared` if the body comes from the page's JSON-LD; absent if it is the text that the page shows. */
  readonly bodyFrom?: 'declared';
  readonly meta: Meta;
  /** One verdict per block, in the order of the blocks. */
  readonly verdicts: readonly Verdict[];
  /** What a person should know about this document, such as why it was kept whole. */
  readonly notes: readonly string[];
}
