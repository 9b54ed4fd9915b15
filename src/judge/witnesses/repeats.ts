/**
 * Repeats: texts that a page shows several times, and that were removed at one of its places. A headline in a list of
 * other stories is another story's in the box between two paragraphs as well.
 */
import { isLearned } from '../../model/rule.js';
import { LEAD_REACH } from '../../read/leadLimits.js';
import { foldWord } from '../../text/fold.js';
import { LAYOUT } from '../blockColumns.js';
import { REPEATED } from './observations.js';
import type { Testimonies } from './testimonies.js';

/** Shorter texts are labels, which may head parts of an article and its lists alike. */
const REPEATED_WORDS = 4;
/** A longer text is a paragraph of its own: where a page shows one twice, it shows its article twice. */
const TEASER_WORDS = 30;
/** If more than this share of the kept words is repeated, the page shows the same article twice. */
const REPEATED_SHARE = 0.1;

/**
 * Removes what else a page shows of the texts that were removed, except where the lead of its article would be.
 * @param removed for each block, whether it is removed: 1 or 0; extended in place
 */
export function judgeRepeats(testimonies: Testimonies, removed: Uint8Array): void {
  const { document, statements } = testimonies;
  if (!statements.isKnown) return;
  const { shapes, words } = statements.columns;
  const mayRepeat = (block: number) => (shapes[block] & LAYOUT) === 0 && words[block] >= REPEATED_WORDS && words[block] <= TEASER_WORDS;
  const elsewhere = new Set<string>();
  for (let i = 0; i < removed.length; i++) if (removed[i] === 1 && mayRepeat(i) && testimonies.hitsAgainst(i).some(({ rule }) => isLearned(rule))) elsewhere.add(foldWord(document.blocks[i].text));
  if (elsewhere.size === 0) return;
  const repeats: number[] = [];
  let kept = 0;
  let repeated = 0;
  for (let i = 0; i < removed.length; i++) {
    if (removed[i] === 1 || (shapes[i] & LAYOUT) !== 0) continue;
    kept += words[i];
    if (!mayRepeat(i) || statements.isProtected[i] === 1 || testimonies.isAtHead(i, LEAD_REACH.quoted)) continue;
    if (!elsewhere.has(foldWord(document.blocks[i].text)) || testimonies.markup.isDeclared(i)) continue;
    repeats.push(i);
    repeated += words[i];
  }
  if (repeated > kept * REPEATED_SHARE) return;
  for (const block of repeats) {
    testimonies.said[block] |= REPEATED;
    removed[block] = 1;
  }
}
