/** Element: what the markup around a block says of it, on any site. */
import { type Document, isLinked } from '../../model/document.js';
import type { Reason } from '../../model/verdict.js';
import nouns from '../category/categoryNouns.json' with { type: 'json' };
import { ElementNames, type NamedCategory } from '../category/elementNames.js';
import { observed } from '../reason.js';
import { DECLARED, LINK, NAMED_ELEMENT } from './observations.js';

/** A block is declared as part of the article if the declared text contains at least this share of its runs of words … */
const DECLARED_SHARE = 0.9;
/** … this many each: single words would be found in any text. */
const RUN_WORDS = 3;

/** How sure it is that an element whose name implies furniture contains furniture. */
export const NAMED_ELEMENT_CONFIDENCE = 0.6;

/** What the markup of one page says of its blocks. */
export class Markup {
  private readonly names: ElementNames;
  private declared: ReadonlySet<string> | undefined;

  /**
   * @param isArticle for each block, whether it is surely a paragraph of the article: elements that contain one are not
   *   furniture
   */
  constructor(
    private readonly document: Document,
    isArticle: Uint8Array,
  ) {
    this.names = new ElementNames(document.blocks, isArticle);
  }

  /** Speaks against a block that is a link, or is in an element whose name implies furniture. */
  against(block: number): number {
    if (isLinked(this.document.blocks[block])) return LINK;
    return this.named(block) === undefined ? 0 : NAMED_ELEMENT;
  }

  /** The reason to remove a block that is in an element whose name implies furniture. */
  namedReason(block: number): Reason {
    const { name, category } = this.named(block) as NamedCategory;
    const message = `is in an element named “${name}”, as ${nouns[category]} would be`;
    return observed('element', message, { category, confidence: NAMED_ELEMENT_CONFIDENCE });
  }

  /** Speaks for a block that the page declares as part of its article. */
  for(block: number): number {
    const { articleBody } = this.document;
    if (articleBody === undefined) return 0;
    this.declared ??= new Set(wordRuns(articleBody));
    const runs = wordRuns(this.document.blocks[block].text);
    const known = runs.filter((run) => this.declared?.has(run)).length;
    return runs.length > 0 && known >= runs.length * DECLARED_SHARE ? DECLARED : 0;
  }

  private named(block: number): NamedCategory | undefined {
    const { path } = this.document.blocks[block];
    return path === undefined ? undefined : this.names.find(path);
  }
}

function wordRuns(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(RUN_WORDS - 1).map((_, i) => words.slice(i, i + RUN_WORDS).join(' '));
}
