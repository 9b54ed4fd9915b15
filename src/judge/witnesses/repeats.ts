/** Repeats: what a page shows several times. One place is enough for what belongs to the article, and none for the rest. */
import { isLearned } from '../../model/rule.js';
import { LEAD_REACH } from '../../read/leadLimits.js';
import { foldWord } from '../../text/fold.js';
import { LAYOUT, PARAGRAPH } from '../blockColumns.js';
import { ECHO, REPEATED } from './observations.js';
import type { Testimonies } from './testimonies.js';

/** Shorter texts are labels, which may head parts of an article and its lists alike. */
const REPEATED_WORDS = 4;
/** A longer text is a paragraph of its own: where a page shows one twice, it shows its article twice. */
const TEASER_WORDS = 30;
/** If more than this share of the kept words is repeated, the page shows the same article twice. */
const REPEATED_SHARE = 0.1;

/**
 * Removes what else a page of a known site shows of the texts that its rules removed, except where the lead of the
 * article would be: a headline in a list of other stories is another story's in the box between two paragraphs as well.
 * @param removed for each block, whether it is removed: 1 or 0; extended in place
 */
export function judgeRepeats(testimonies: Testimonies, removed: Uint8Array): void {
  const { document, statements } = testimonies;
  if (!statements.isKnown || statements.model === undefined) return;
  const { shapes, words } = statements.columns;
  const mayRepeat = (block: number) => (shapes[block] & LAYOUT) === 0 && words[block] >= REPEATED_WORDS && words[block] <= TEASER_WORDS;
  const isTaught = (block: number) => testimonies.hitsAgainst(block).some(({ rule }) => isLearned(rule));
  const elsewhere = new Set<string>();
  let kept = 0;
  for (let i = 0; i < removed.length; i++) {
    if (removed[i] === 0) kept += words[i];
    else if (mayRepeat(i) && isTaught(i)) elsewhere.add(foldWord(document.blocks[i].text));
  }
  if (elsewhere.size === 0) return;
  const isRepeat = (block: number) =>
    removed[block] === 0 && mayRepeat(block) && elsewhere.has(foldWord(document.blocks[block].text)) && isOpen(testimonies, block);
  const repeats = Array.from(removed.keys()).filter(isRepeat);
  if (repeats.reduce((sum, block) => sum + words[block], 0) > kept * REPEATED_SHARE) return;
  for (const block of repeats) remove(block, REPEATED, testimonies, removed);
}

/**
 * Removes paragraphs that only repeat the one directly above, as captions repeat what a picture is described by. In a
 * clean text, whoever wrote it wanted the repetition.
 * @param removed as for `judgeRepeats`
 */
export function judgeEchoes(testimonies: Testimonies, removed: Uint8Array): void {
  const { document, statements } = testimonies;
  if (statements.model === undefined || statements.model.isClean) return;
  const { blocks } = document;
  const { shapes, words } = statements.columns;
  const isSame = (block: number, above: number) =>
    words[block] === words[above] && blocks[block].kind !== 'code' && foldWord(blocks[block].text) === foldWord(blocks[above].text);
  /** The last paragraph that is kept, or removed only because it repeats that one. */
  let above = -1;
  for (let i = 0; i < removed.length; i++) {
    if ((shapes[i] & LAYOUT) !== 0) continue;
    const mayEcho = removed[i] === 0 && (shapes[i] & PARAGRAPH) !== 0 && words[i] >= REPEATED_WORDS;
    if (mayEcho && above >= 0 && isSame(i, above) && statements.isProtected[i] === 0) remove(i, ECHO, testimonies, removed);
    else above = mayEcho ? i : -1;
  }
}

/** Whether nothing but its words says whose a block is: no rule keeps it, no lead would be there, no page declares it. */
function isOpen(testimonies: Testimonies, block: number): boolean {
  const { statements, markup } = testimonies;
  return statements.isProtected[block] === 0 && !testimonies.isAtHead(block, LEAD_REACH.quoted) && !markup.isDeclared(block);
}

function remove(block: number, observation: number, { said }: Testimonies, removed: Uint8Array): void {
  said[block] |= observation;
  removed[block] = 1;
}
