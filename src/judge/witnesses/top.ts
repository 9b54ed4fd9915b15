/** Rules for the top: they match a block with nothing but removed blocks above it, at least one of them. */
import type { Category } from '../../model/category.js';
import { type Document, isLayout } from '../../model/document.js';
import { LEAD_WORDS } from '../../read/leadLimits.js';
import type { Hit } from '../../rules/match/findHits.js';
import { foldWord } from '../../text/fold.js';
import { countWords, endsSentence } from '../../text/shape.js';
import { hitReason } from '../category/message.js';
import type { Testimonies } from './testimonies.js';

/** Categories that rules for the top recognise by position alone. */
const HEADLINES: ReadonlySet<Category> = new Set<Category>(['title', 'kicker']);
/** `Osterwick (ots)`, `BERLIN (dpa)`: the origin of a report, at its very beginning. */
const DATELINE = /^[\p{Lu}][\p{L}\s./'’-]*\([\p{L}\s./+-]{2,12}\)$/u;

/**
 * Applies rules for the top in document order: each removed block makes the next one a candidate. Below the title, no
 * line is another title or a kicker.
 * @param removed for each block, whether it is removed; extended in place
 * @param addSpan receives hits that cut a piece out of a block
 */
export function judgeTop(document: Document, testimonies: Testimonies, removed: boolean[], addSpan: (hit: Hit) => void): void {
  const byBlock = hitsByBlock(testimonies.statements.tops);
  const titles = new Set((document.meta.titles ?? []).map(foldWord));
  let isBelowTitle = false;
  let anyAbove = false;
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i];
    // A bare bullet is neither furniture nor article.
    if (isLayout(block) || !/[\p{L}\p{N}]/u.test(block.text)) continue;
    if (testimonies.statements.protections[i].length > 0) return;
    const hits = anyAbove ? (byBlock.get(i) ?? []) : [];
    if (hearAll(hits, document, testimonies, isBelowTitle, addSpan)) removed[i] = true;
    if (!removed[i]) return;
    anyAbove = true;
    isBelowTitle ||= titles.has(foldWord(block.text));
  }
}

/** Hears what rules for the top say of one block; returns whether one of them takes all of it. */
function hearAll(
  hits: readonly Hit[],
  document: Document,
  testimonies: Testimonies,
  isBelowTitle: boolean,
  addSpan: (hit: Hit) => void,
): boolean {
  let isTaken = false;
  for (const hit of hits) {
    if (!isBelieved(hit, document.blocks[hit.block].text, testimonies, isBelowTitle)) continue;
    if (hit.span === undefined) {
      testimonies.add(hit.block, hitReason(document, hit));
      isTaken = true;
    } else addSpan(hit);
  }
  return isTaken;
}

/** Whether a hit counts at the top: of a title or kicker only a person's word does without a look at the line. */
function isBelieved({ rule: { category }, witness, block }: Hit, text: string, testimonies: Testimonies, isBelowTitle: boolean): boolean {
  if (!HEADLINES.has(category) || witness === 'person') return true;
  return !isBelowTitle && mayBe(category, text, testimonies.isDoubted(block));
}

function hitsByBlock(hits: readonly Hit[]): Map<number, Hit[]> {
  const byBlock = new Map<number, Hit[]>();
  for (const hit of hits) {
    const known = byBlock.get(hit.block);
    if (known === undefined) byBlock.set(hit.block, [hit]);
    else known.push(hit);
  }
  return byBlock;
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
