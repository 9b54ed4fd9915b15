/**
 * How far a section reaches from its marker. In doubt it ends early: what is left in is a blemish, what is lost a fault.
 * What it claims is a wish all the same: `judge` asks the other witnesses about each paragraph in it.
 */

import type { Block } from '../../model/document.js';
import { childOn, commonElement, isWithin } from '../../model/elementPath.js';
import type { Extent, Rule } from '../../model/rule.js';
import { LEAD_REACH, LEAD_WORDS } from '../../read/leadLimits.js';
import { countWords, isProse } from '../../text/shape.js';
import { type Outline, outlineOf } from './outline.js';

/** A list below its label has at least this many entries; a single block in an element says nothing of the element. */
const LIST_ENTRIES = 2;

/** Positions from and without the second one, in the list of blocks with text. */
type Range = readonly [number, number];

/** The sections of one document: all questions that markers ask, each answered without looking through it again. */
export class Sections {
  private readonly outline: Outline;
  /** By element the last run of blocks in it that was asked for. */
  private readonly runs = new Map<string, Range>();
  /** By folded phrase the positions of the blocks that read like it. */
  private readonly phrases = new Map<string, readonly number[]>();

  /**
   * @param blocks the document's blocks
   * @param texts the indexes of those with text
   * @param keyOf the folded phrase of the block at a position
   */
  constructor(
    private readonly blocks: readonly Block[],
    private readonly texts: readonly number[],
    private readonly keyOf: (at: number) => string,
  ) {
    this.outline = outlineOf(blocks, texts);
  }

  /**
   * The blocks that a section takes beside its marker.
   * @param marker the marker's position among the blocks with text
   * @param rule the section's rule; one with evidence has been seen to reach as far as it says, and is doubted less
   * @param endPhrase for an extent that ends at a text: that text, folded
   * @returns positions; for `start` they lie above the marker
   */
  range(marker: number, rule: Rule, endPhrase?: string): Range {
    const isLearned = rule.evidence !== undefined;
    const extent = rule.extent as Extent;
    if (extent === 'start') return this.above(marker, rule);
    const end = this.wish(marker, extent, isLearned, endPhrase);
    return [marker + 1, isLearned ? end : Math.min(end, this.elementEnd(marker))];
  }

  /** Where a section would end by its extent alone. */
  private wish(marker: number, extent: Exclude<Extent, 'start'>, isLearned: boolean, endPhrase?: string): number {
    const { outline } = this;
    const first = marker + 1;
    if (extent === 'end' && (isLearned ? this.mostProseIs('above', marker) : this.endIsNear(marker))) return outline.count;
    // With no paragraph above it, a marker stands in a menu: what follows may be the article's own title.
    if (extent === 'end' || extent === 'prose') return outline.proseAbove[marker] > 0 ? this.listEnd(first) : first;
    if (extent === 'heading') return outline.nextHeading[first];
    if ('blocks' in extent) {
      const end = Math.min(outline.count, first + extent.blocks);
      if (extent.before !== 'prose') return end;
      return Math.min(end, (isLearned ? outline.nextParagraph : outline.nextSentence)[first]);
    }
    // A closing text that never comes closes nothing.
    return this.nextPhrase(first, endPhrase as string) ?? first;
  }

  /** What stands above the marker, down from the start. */
  private above(marker: number, { evidence }: Rule): Range {
    const isFurniture = evidence === undefined ? this.outline.firstPair >= marker : this.mostProseIs('below', marker);
    if (!isFurniture) return [0, 0];
    // Where leads were seen above the marker, what looks like one stays.
    return [0, evidence?.contentHits === 0 ? marker : this.leadAbove(marker)];
  }

  /** The end of a list of other stories: the next text that is none of its entries. */
  private listEnd(first: number): number {
    const { nextSentence, nextWithoutBullet } = this.outline;
    const end = nextSentence[first];
    // A list of bullets, and a line without one above the paragraph: that is the paragraph's own heading.
    const isSubheading = end - first >= 2 && nextWithoutBullet[first] === end - 1;
    return isSubheading ? end - 1 : end;
  }

  /**
   * Where the element ends that holds the marker and its list. A marker that stands among the article's own paragraphs
   * is followed by the element of its list; where neither is an element of its own, the markup does not tell.
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

  /** The end of the run of blocks in an element that a position lies in. */
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
    let places = this.phrases.get(phrase);
    if (places === undefined) {
      places = this.texts.flatMap((_, at) => (this.keyOf(at) === phrase ? [at] : []));
      this.phrases.set(phrase, places);
    }
    let from = 0;
    let to = places.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (places[middle] < first) from = middle + 1;
      else to = middle;
    }
    return places[from];
  }

  /** Whether more of a document's prose stands on one side of the marker: the article is there. */
  private mostProseIs(side: 'above' | 'below', marker: number): boolean {
    const { proseAbove, count } = this.outline;
    const above = proseAbove[marker];
    const below = proseAbove[count] - proseAbove[marker + 1];
    return side === 'above' ? above > below : below > above;
  }

  /** Where the lead begins that stands right above a marker, below the headline; the marker itself where there is none. */
  private leadAbove(marker: number): number {
    let hasTitle = false;
    for (let at = Math.max(0, marker - LEAD_REACH.aboveMarker); at < marker; at++) {
      const { text } = this.blocks[this.texts[at]];
      if (countWords(text) < LEAD_WORDS) continue;
      if (hasTitle || isProse(text)) return at;
      hasTitle = true;
    }
    return marker;
  }

  /**
   * Whether a section that claims the rest of the document may have it: prose stands above the marker, and what
   * follows is a list (two headlines or more, each with one paragraph at most), not an article that goes on.
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
