/** Rules for the top: they match a block with nothing but removed blocks above it, at least one of them. */
import type { Category } from '../../model/category.js';
import { isLayout } from '../../model/document.js';
import { LEAD_WORDS } from '../../read/leadLimits.js';
import type { Hit } from '../../rules/match/findHits.js';
import { foldWord } from '../../text/fold.js';
import { countWords, endsSentence } from '../../text/shape.js';
import { TOPS } from './statements.js';
import type { Testimonies } from './testimonies.js';

/** Categories that rules for the top recognise by position alone. */
const HEADLINES: ReadonlySet<Category> = new Set<Category>(['title', 'kicker']);
/** `Osterwick (ots)`, `BERLIN (dpa)`: the origin of a report, at its very beginning. */
const DATELINE = /^[\p{Lu}][\p{L}\s./'’-]*\([\p{L}\s./+-]{2,12}\)$/u;

/**
 * Applies rules for the top in document order: each removed block makes the next one a candidate. Below the title, no
 * line is another title or a kicker. Hits that are believed count in the testimonies.
 * @param removed for each block, whether it is removed: 1 or 0; extended in place
 */
export function judgeTop(testimonies: Testimonies, removed: Uint8Array): void {
  const { document, statements } = testimonies;
  const titles = new Set((document.meta.titles ?? []).map(foldWord));
  let isBelowTitle = false;
  let anyAbove = false;
  for (let i = 0; i <= statements.lastTop; i++) {
    const block = document.blocks[i];
    // A bare bullet is neither furniture nor article.
    if (isLayout(block) || !/[\p{L}\p{N}]/u.test(block.text)) continue;
    if (statements.isProtected[i] === 1) return;
    if (anyAbove && hearAll(i, testimonies, isBelowTitle)) removed[i] = 1;
    if (removed[i] === 0) return;
    anyAbove = true;
    isBelowTitle ||= titles.has(foldWord(block.text));
  }
}

/** Hears what rules for the top say of one block; returns whether one of them takes all of it. */
function hearAll(block: number, testimonies: Testimonies, isBelowTitle: boolean): boolean {
  const { hits, roles, firstHit } = testimonies.statements;
  let isTaken = false;
  for (let at = firstHit[block]; at < firstHit[block + 1]; at++) {
    if (roles[at] !== TOPS || !isBelieved(hits[at], testimonies, isBelowTitle)) continue;
    testimonies.counts[at] = 1;
    isTaken ||= hits[at].span === undefined;
  }
  return isTaken;
}

/** Whether a hit counts at the top: of a title or kicker only a person's word does without a look at the line. */
function isBelieved({ rule: { category }, witness, block }: Hit, testimonies: Testimonies, isBelowTitle: boolean): boolean {
  if (!HEADLINES.has(category) || witness === 'person') return true;
  return !isBelowTitle && mayBe(category, testimonies.document.blocks[block].text, testimonies.isDoubted(block));
}

/**
 * Whether a line directly below the furniture may be a title or a kicker: no sentence, no place, no score, and no lead,
 * which only the model can tell from a long title. A title has at least two words: a single one directly above the text
 * is the heading of a part (`Prolog`).
 */
function mayBe(category: Category, text: string, isDoubted: boolean): boolean {
  if (endsSentence(text) && !/[?!]["“”»«’)]*$/u.test(text)) return false;
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  return words >= (category === 'title' ? 2 : 1) && (countWords(text) < LEAD_WORDS || isDoubted) && !DATELINE.test(text);
}
