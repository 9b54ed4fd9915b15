/** The category of a block that the content model removes, and the sign by which a person can recognise it. */
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import { countWords } from '../../text/shape.js';
import { type BlockColumns, columnsOf } from '../blockColumns.js';
import { ElementNames } from './elementNames.js';
import { lineLook, type Sign } from './lineLook.js';
import { isShort, type RuleCategory, ruleCategories, Surroundings } from './surroundings.js';

/** A longer line only quotes the title: a line that repeats it has at most this many times its length. */
const TITLE_FACTOR = 2;
/** A title needs at least this many words: shorter ones occur in other lines by chance. */
const REPEATED_TITLE_WORDS = 3;

/** Names the categories of a document's removed blocks. Linear in the blocks; kept blocks cost nothing. */
export class Categorizer {
  private readonly columns: BlockColumns;
  private readonly known: readonly (RuleCategory | undefined)[];
  private readonly names: ElementNames;
  private readonly surroundings: Surroundings;
  private readonly titles: readonly string[];

  /**
   * @param furniture for each block, whether the model speaks against it: 1 or 0
   * @param hits the rules' hits in the document
   */
  constructor(
    private readonly document: Document,
    furniture: Uint8Array,
    hits: readonly Hit[],
  ) {
    this.known = ruleCategories(document, hits);
    const isKept = furniture.map((is, i) => Number(is === 0 && this.known[i] === undefined));
    this.columns = columnsOf(document);
    this.names = new ElementNames(this.columns.table, isKept);
    this.surroundings = new Surroundings(document.blocks, this.columns, isKept, this.known);
    this.titles = (document.meta.titles ?? []).filter((title) => countWords(title) >= REPEATED_TITLE_WORDS);
  }

  /** The category of a removed block: what rules say of it, else what it looks like; undefined where there is no sign. */
  signOf(block: number): Sign | undefined {
    const known = this.known[block];
    return known === undefined ? this.lookOf(block) : { category: known.category, because: 'known by a rule' };
  }

  /** The category of a removed block by its look alone, ignoring the rules that hit it. */
  lookOf(block: number): Sign | undefined {
    const { text } = this.document.blocks[block];
    return (
      this.titleLook(text) ??
      lineLook(text) ??
      this.surroundings.byRow(block) ??
      this.nameLook(block) ??
      this.surroundings.byLabel(block) ??
      this.surroundings.byPlace(block)
    );
  }

  private titleLook(text: string): Sign | undefined {
    const isRepeated = this.titles.some((title) => text.length <= title.length * TITLE_FACTOR && text.includes(title));
    return isRepeated ? { category: 'title', because: 'the title again' } : undefined;
  }

  private nameLook(block: number): Sign | undefined {
    const named = this.names.find(block);
    if (named === undefined) return undefined;
    // A page's foot holds the legal notice, but also a menu of short entries.
    const category = named.category === 'legal' && isShort(this.columns.words[block]) ? 'navigation' : named.category;
    return { category, because: `in an element named “${named.name}”` };
  }
}
