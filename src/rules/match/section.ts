/**
 * How far a section reaches from its marker. In doubt it ends early: furniture that is left in is a blemish, content that
 * is lost a defect. The range is only a claim: `judge` asks the other witnesses about each paragraph in it.
 */

import { type Block, isLinked } from '../../model/document.js';
import { childOn, commonElement, isWithin } from '../../model/elementPath.js';
import { type Extent, isWall, type Rule } from '../../model/rule.js';
import { LEAD_REACH, LEAD_WORDS } from '../../read/leadLimits.js';
import type { BlockTable } from '../../read/table/blockTable.js';
import { type Outline, outlineOf } from './outline.js';

/** A list below a label has at least this many entries: a single block says nothing about its element. */
const LIST_ENTRIES = 2;

/** A half-open range of positions in the list of blocks with text. */
type Range = readonly [number, number];

/** The sections of one document. Each question of a marker is answered without searching the document again. */
export class Sections {
  private readonly outline: Outline;
  /** By element, the last requested run of blocks in it. */
  private readonly runs = new Map<string, Range>();
  /** By `phraseKey`, the positions of the blocks with that text. */
  private readonly phrases = new Map<string, readonly number[]>();

  /**
   * @param blocks the document's blocks
   * @param table their table
   * @param texts the indexes of those with text
   * @param phraseKeyOf the `phraseKey` of the block at a position
   */
  constructor(
    private readonly blocks: readonly Block[],
    private readonly table: BlockTable,
    private readonly texts: readonly number[],
    private readonly phraseKeyOf: (at: number) => string,
  ) {
    this.outline = outlineOf(blocks, table, texts);
  }

  /**
   * The blocks that a section takes besides its marker.
   * @param marker the marker's position among the blocks with text
   * @param rule the section's rule; one with evidence has been observed to reach this far, and needs less confirmation
   * @param endPhrase for an extent that ends at a text: its `phraseKey`
   * @returns positions below the marker, or above it for `start`
   */
  range(marker: number, rule: Rule, endPhrase?: string): Range {
    const isLearned = rule.evidence !== undefined;
    const extent = rule.extent as Extent;
    if (extent === 'start') return this.above(marker, rule);
    // Users often write more than the article has.
    if (isWall(rule)) return [marker + 1, this.outline.count];
    const end = this.extentEnd(marker, extent, isLearned, endPhrase);
    return [marker + 1, isLearned ? end : Math.min(end, this.elementEnd(marker))];
  }

  /** Where a section ends by its extent alone. */
  private extentEnd(marker: number, extent: Exclude<Extent, 'start'>, isLearned: boolean, endPhrase?: string): number {
    const { outline } = this;
    const first = marker + 1;
    if (extent === 'end' && (isLearned ? this.mostProseIs('above', marker) : this.endIsNear(marker))) return outline.count;
    // Without a paragraph above it, a marker is in a menu: what follows may be the article's own title.
    if (extent === 'end' || extent === 'prose') return outline.proseAbove[marker] > 0 ? this.listEnd(first) : first;
    if (extent === 'heading') return outline.nextHeading[first];
    if ('blocks' in extent) {
      const end = Math.min(outline.count, first + extent.blocks);
      if (extent.before !== 'prose') return end;
      return Math.min(end, (isLearned ? outline.nextParagraph : outline.nextSentence)[first]);
    }
    // If the closing text never comes, the section is empty.
    return this.nextPhrase(first, endPhrase as string) ?? first;
  }

  /** The blocks above the marker, from the beginning, except for what looks like the article's lead. */
  private above(marker: number, { evidence }: Rule): Range {
    const isFurniture = evidence === undefined ? this.outline.firstPair >= marker : this.mostProseIs('below', marker);
    return isFurniture ? [0, this.leadAbove(marker, evidence?.contentHits !== 0)] : [0, 0];
  }

  /** The end of a list of other stories: the next text that is not one of its entries. */
  private listEnd(first: number): number {
    const { nextSentence, nextWithoutBullet } = this.outline;
    const end = nextSentence[first];
    // A line without a bullet between a bulleted list and a paragraph is the paragraph's heading.
    const isSubheading = end - first >= 2 && nextWithoutBullet[first] === end - 1;
    return isSubheading ? end - 1 : end;
  }

  /**
   * The end of the element that contains the marker and its list. If the marker is among the article's own paragraphs, it
   * is the end of the list's element. If neither has an element of its own, the markup does not help.
   */
  private elementEnd(marker: number): number {
    const { count } = this.outline;
    if (marker + 1 >= count) return count;
    const path = this.pathAt(marker);
    const below = this.pathAt(marker + 1);
    if (path === '' || below === '') return count;
    const around = commonElement(path, below);
    const isOwn = marker === 0 || !isWithin(this.pathAt(marker - 1), around);
    if (isOwn) return this.runEnd(around, marker + 1);
    const list = childOn(below, around);
    if (list === below || isWithin(path, list)) return count;
    const end = this.runEnd(list, marker + 1);
    return end - marker > LIST_ENTRIES ? end : count;
  }

  /** The end of the run of blocks in an element, from a position inside it. */
  private runEnd(element: string, at: number): number {
    const known = this.runs.get(element);
    if (known !== undefined && known[0] <= at && at < known[1]) return known[1];
    let end = at;
    while (end < this.outline.count && isWithin(this.pathAt(end), element)) end++;
    this.runs.set(element, [at, end]);
    return end;
  }

  private pathAt(at: number): string {
    return this.blocks[this.texts[at]].path ?? '';
  }

  private nextPhrase(first: number, phrase: string): number | undefined {
    let positions = this.phrases.get(phrase);
    if (positions === undefined) {
      positions = this.texts.flatMap((_, at) => (this.phraseKeyOf(at) === phrase ? [at] : []));
      this.phrases.set(phrase, positions);
    }
    let from = 0;
    let to = positions.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (positions[middle] < first) from = middle + 1;
      else to = middle;
    }
    return positions[from];
  }

  /** Whether most of the document's prose, and hence the article, is on one side of the marker. */
  private mostProseIs(side: 'above' | 'below', marker: number): boolean {
    const { proseAbove, count } = this.outline;
    const above = proseAbove[marker];
    const below = proseAbove[count] - proseAbove[marker + 1];
    return side === 'above' ? above > below : below > above;
  }

  /**
   * The position of the lead above a marker and below the headline; the marker's own if there is none. Below the heading of
   * the whole page there may be more between them.
   * @param isLikely whether leads were observed above the marker, so that one needs no such heading
   */
  private leadAbove(marker: number, isLikely: boolean): number {
    let hasTitle = false;
    for (let at = Math.max(0, marker - LEAD_REACH.named); at < marker; at++) {
      const block = this.blocks[this.texts[at]];
      if (block.level === 1) hasTitle = true;
      else if (!hasTitle && (!isLikely || at < marker - LEAD_REACH.aboveMarker)) continue;
      if (block.level === 1 || isLinked(block) || this.table.words[this.texts[at]] < LEAD_WORDS) continue;
      if (hasTitle || this.outline.isProse(at)) return at;
      hasTitle = true;
    }
    return marker;
  }

  /**
   * Whether a section may claim the rest of the document: prose is above the marker, and what follows is a list (at least
   * two headlines, each with at most one paragraph) rather than the rest of the article.
   */
  private endIsNear(marker: number): boolean {
    const { count, proseAbove, headlinesBelow, lastPair } = this.outline;
    const first = marker + 1;
    if (first < count && this.outline.isProse(first)) return false;
    if (lastPair > first) return false;
    if (proseAbove[count] === proseAbove[first]) return true;
    return headlinesBelow[first] >= 2 && proseAbove[marker] > 0;
  }
}
