/** Element: what the markup around a block says of it, on any site. */
import { type Document, isLinked } from '../../model/document.js';
import type { Reason } from '../../model/verdict.js';
import nouns from '../category/categoryNouns.json' with { type: 'json' };
import { ElementNames } from '../category/elementNames.js';
import { observed } from '../reason.js';

/** A block is declared as part of the article if the declared text contains at least this share of its runs of words … */
const DECLARED_SHARE = 0.9;
/** … this many each: single words would be found in any text. */
const RUN_WORDS = 3;

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
    isArticle: readonly boolean[],
  ) {
    this.names = new ElementNames(document.blocks.flatMap(({ path }, i) => (isArticle[i] && path !== undefined ? [path] : [])));
  }

  /** The reason to remove a block: it is a link, or is in an element whose name implies furniture. */
  against(block: number): Reason | undefined {
    const { path } = this.document.blocks[block];
    if (isLinked(this.document.blocks[block])) return LINK;
    const named = path === undefined ? undefined : this.names.find(path);
    if (named === undefined) return undefined;
    const message = `is in an element named “${named.name}”, as ${nouns[named.category]} would be`;
    return observed('element', message, { category: named.category, confidence: 0.6 });
  }

  /** The reason to keep a block: the page declares it as part of its article. */
  for(block: number): Reason | undefined {
    const { articleBody } = this.document;
    if (articleBody === undefined) return undefined;
    this.declared ??= new Set(wordRuns(articleBody));
    const runs = wordRuns(this.document.blocks[block].text);
    const known = runs.filter((run) => this.declared?.has(run)).length;
    return runs.length > 0 && known >= runs.length * DECLARED_SHARE ? DECLARED : undefined;
  }
}

function wordRuns(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(RUN_WORDS - 1).map((_, i) => words.slice(i, i + RUN_WORDS).join(' '));
}

const LINK = observed('element', 'is a link to somewhere else', { category: 'teaser', confidence: 0.6 });
const DECLARED = observed('element', 'the page declares it as part of its article', { confidence: 0.9 });
