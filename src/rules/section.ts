/** How far a section reaches from its marker. In doubt it ends early: what is left in is a blemish, what is lost a fault. */
import type { Block } from '../model/document.js';
import type { Extent, Rule } from '../model/rule.js';
import { countWords, isHeadline, isProse } from '../text/shape.js';
import { phraseKey } from './compile.js';

/** An entry of a list of other stories has no more words than this. */
const LIST_WORDS = 18;
/** A teaser's lead rarely has so many words. */
const PARAGRAPH_WORDS = 25;
/** A lead stands at most so many blocks above what ends the article's head … */
const LEAD_REACH = 6;
/** … and has at least so many words. */
const LEAD_WORDS = 9;

/**
 * The blocks that a section takes beside its marker.
 * @param blocks the document's blocks
 * @param texts the indexes of those with text
 * @param marker the marker's position in `texts`
 * @param rule the section's rule; one with evidence has been seen to reach as far as it says, and is doubted less
 * @param endPhrase for an extent that ends at a text: that text, folded
 * @returns positions in `texts`, from and without the second one; for `start` they lie above the marker
 */
export function sectionRange(
  blocks: readonly Block[],
  texts: readonly number[],
  marker: number,
  rule: Rule,
  endPhrase?: string,
): readonly [number, number] {
  const extent = rule.extent as Extent;
  const isLearned = rule.evidence !== undefined;
  const first = marker + 1;
  const block = (i: number) => blocks[texts[i]];
  const until = (ends: (i: number) => boolean): number => {
    let i = first;
    while (i < texts.length && !ends(i)) i++;
    return i;
  };
  const nextProse = () => {
    const end = until((i) => isRunning(block(i).text));
    // A list of bullets, and a line without one above the paragraph: that is the paragraph's own heading.
    const isSubheading = end - first >= 2 && !isBullet(block(end - 1).text) && until((i) => !isBullet(block(i).text)) === end - 1;
    return isSubheading ? end - 1 : end;
  };
  if (extent === 'start') {
    const isFurniture = isLearned ? mostProseIs('below', blocks, texts, marker) : !hasParagraphsAbove(blocks, texts, marker);
    if (!isFurniture) return [0, 0];
    // Where leads were seen above the marker, what looks like one stays.
    return [0, rule.evidence?.contentHits === 0 ? marker : leadAbove(blocks, texts, marker)];
  }
  if (extent === 'end' && (isLearned ? mostProseIs('above', blocks, texts, marker) : endIsNear(blocks, texts, marker)))
    return [first, texts.length];
  // With no paragraph above it, a marker stands in a menu: what follows may be the article's own title.
  if (extent === 'end' || extent === 'prose') return [first, hasProseAbove(blocks, texts, marker) ? nextProse() : first];
  if (extent === 'heading') return [first, until((i) => isHeading(blocks, texts, i))];
  if ('blocks' in extent) {
    const end = Math.min(texts.length, first + extent.blocks);
    return [
      first,
      extent.before === 'prose'
        ? Math.min(
            end,
            until((i) => (isLearned ? isParagraph : isRunning)(block(i).text)),
          )
        : end,
    ];
  }
  const end = until((i) => phraseKey(block(i).text) === endPhrase);
  // A closing text that never comes closes nothing.
  return [first, end < texts.length ? end : first];
}

/** Whether more of a document's prose stands on one side of the marker: the article is there. */
function mostProseIs(side: 'above' | 'below', blocks: readonly Block[], texts: readonly number[], marker: number): boolean {
  const words = (part: readonly number[]) => part.reduce((sum, i) => sum + (isProse(blocks[i].text) ? countWords(blocks[i].text) : 0), 0);
  const above = words(texts.slice(0, marker));
  const below = words(texts.slice(marker + 1));
  return side === 'above' ? above > below : below > above;
}

/** Where the lead begins that stands right above a marker, below the headline; the marker itself where there is none. */
function leadAbove(blocks: readonly Block[], texts: readonly number[], marker: number): number {
  let hasTitle = false;
  for (let i = Math.max(0, marker - LEAD_REACH); i < marker; i++) {
    const { text } = blocks[texts[i]];
    if (countWords(text) < LEAD_WORDS) continue;
    if (hasTitle || isProse(text)) return i;
    hasTitle = true;
  }
  return marker;
}

function hasProseAbove(blocks: readonly Block[], texts: readonly number[], marker: number): boolean {
  return texts.slice(0, marker).some((i) => isProse(blocks[i].text));
}

/** Whether two paragraphs follow each other above the marker: an article may stand there. */
function hasParagraphsAbove(blocks: readonly Block[], texts: readonly number[], marker: number): boolean {
  for (let i = 1; i < marker; i++) if (isProse(blocks[texts[i - 1]].text) && isProse(blocks[texts[i]].text)) return true;
  return false;
}

/** Running text ends a list, whether or not its last sentence is whole: a scraper may have broken it. */
function isRunning(text: string): boolean {
  return isProse(text) || countWords(text) > LIST_WORDS;
}

/** Prose too long for a teaser's lead. */
function isParagraph(text: string): boolean {
  return isProse(text) && countWords(text) >= PARAGRAPH_WORDS;
}

function isBullet(text: string): boolean {
  return /^[*+•·‣–-]\s/u.test(text);
}

function isHeading(blocks: readonly Block[], texts: readonly number[], i: number): boolean {
  const block = blocks[texts[i]];
  if (block.kind === 'heading') return true;
  return block.kind === 'line' && isHeadline(block.text) && i + 1 < texts.length && isProse(blocks[texts[i + 1]].text);
}

/**
 * Whether a section that claims the rest of the document may have it: prose stands above the marker, and what
 * follows is a list (two headlines or more, each with one paragraph at most), not an article that goes on.
 */
function endIsNear(blocks: readonly Block[], texts: readonly number[], marker: number): boolean {
  const prose = (i: number) => isProse(blocks[texts[i]].text);
  let below = 0;
  let headlines = 0;
  for (let i = marker + 1; i < texts.length; i++) {
    if (!prose(i)) {
      if (isHeadline(blocks[texts[i]].text)) headlines++;
      continue;
    }
    if (i === marker + 1 || prose(i - 1)) return false;
    below++;
  }
  if (below === 0) return true;
  return headlines >= 2 && hasProseAbove(blocks, texts, marker);
}
