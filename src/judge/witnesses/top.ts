/** Rules for the top: they match a block that has nothing but removed blocks above it, and at least one of those. */
import type { Category } from '../../model/category.js';
import { type Document, isLayout } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import { foldWord } from '../../text/fold.js';
import { countWords, endsSentence } from '../../text/shape.js';
import { reasonOf } from '../category/message.js';
import type { Testimonies } from './testimonies.js';

/** A line of at least this many words may be a deck. */
const DECK_WORDS = 9;
/** Categories of which the top knows a line by its place alone. */
const HEADLINES: ReadonlySet<Category> = new Set<Category>(['title', 'kicker']);
/** `Osterwick (ots)`, `BERLIN (dpa)`: where a report comes from, at its very beginning. */
const DATELINE = /^[\p{Lu}][\p{L}\s./'’-]*\([\p{L}\s./+-]{2,12}\)$/u;

/**
 * Lets rules for the top take blocks, in order: a removed top block makes the next one a candidate. Below the title no
 * line is another title or a kicker.
 * @param removed for each block whether it goes; what the rules take is added
 * @param addSpan is told hits that cut a piece out of a block
 */
export function judgeTop(document: Document, testimonies: Testimonies, removed: boolean[], addSpan: (hit: Hit) => void): void {
  const byBlock = hitsByBlock(testimonies.tops);
  const titles = new Set((document.meta.titles ?? []).map(foldWord));
  let isBelowTitle = false;
  let anyAbove = false;
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i];
    // A bare bullet is neither furniture nor article.
    if (isLayout(block) || !/[\p{L}\p{N}]/u.test(block.text)) continue;
    if (testimonies.protections[i].length > 0) return;
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
      testimonies.add(hit.block, reasonOf(document, hit));
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
 * Whether a line right under the furniture may be a title or a kicker: no sentence, no place, no score, and no deck, which
 * only the model tells from a long title. A title has two words: one alone, right above the text, is a part's heading
 * (`Prolog`).
 */
function mayBe(category: Category, text: string, isDoubted: boolean): boolean {
  if (endsSentence(text) && !/[?!]["“”»«’)]*$/u.test(text)) return false;
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  return words >= (category === 'title' ? 2 : 1) && (countWords(text) < DECK_WORDS || isDoubted) && !DATELINE.test(text);
}
