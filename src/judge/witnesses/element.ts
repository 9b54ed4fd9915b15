/** Element: what the markup around a block says of it, on any site. */
import { type Document, isLinked } from '../../model/document.js';
import type { Reason } from '../../model/verdict.js';
import { tableOf } from '../../read/table/blockTable.js';
import nouns from '../category/categoryNouns.json' with { type: 'json' };
import { ElementNames, type NamedCategory } from '../category/elementNames.js';
import { observed } from '../reason.js';
import { LINK, NAMED_ELEMENT } from './observations.js';

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
    this.names = new ElementNames(tableOf(document), isArticle);
  }

  /** Speaks against a block that is a link, or is in an element whose name implies furniture. */
  against(block: number): number {
    if (isLinked(this.document.blocks[block])) return LINK;
    return this.names.find(block) === undefined ? 0 : NAMED_ELEMENT;
  }

  /** The reason to remove a block that is in an element whose name implies furniture. */
  namedReason(block: number): Reason {
    const { name, category } = this.names.find(block) as NamedCategory;
    const message = `is in an element named “${name}”, as ${nouns[category]} would be`;
    return observed('element', message, { category, confidence: NAMED_ELEMENT_CONFIDENCE });
  }

  /** Whether the page declares a block as part of its article: the reason to keep it. */
  isDeclared(block: number): boolean {
    const { articleBody } = this.document;
    if (articleBody === undefined) return false;
    this.declared ??= runsOf(wordsOf(articleBody));
    return areIn(this.declared, wordsOf(this.document.blocks[block].text));
  }
}

/** Whether nearly all runs of some words are in a set. */
function areIn(declared: ReadonlySet<string>, words: readonly string[]): boolean {
  const runs = words.length - RUN_WORDS + 1;
  if (runs < 1) return false;
  let known = 0;
  for (let i = 0; i < runs; i++) {
    if (declared.has(runAt(words, i))) known++;
    // Furniture fails at its first words.
    else if (known + runs - i - 1 < runs * DECLARED_SHARE) return false;
  }
  return known >= runs * DECLARED_SHARE;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function runsOf(words: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (let i = 0; i + RUN_WORDS <= words.length; i++) runs.add(runAt(words, i));
  return runs;
}

/** The run of words that begins at an index. */
function runAt(words: readonly string[], at: number): string {
  let run = words[at];
  for (let i = at + 1; i < at + RUN_WORDS; i++) run += ` ${words[i]}`;
  return run;
}
