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
  const byBlock = new Map<number, Hit[]>();
  for (const hit of testimonies.tops) {
    const known = byBlock.get(hit.block);
    if (known === undefined) byBlock.set(hit.block, [hit]);
    else known.push(hit);
  }
  const titles = new Set((document.meta.titles ?? []).map(foldWord));
  let isBelowTitle = false;
  let anyAbove = false;
  for (let i = 0; i < document.blocks.length; i++) {
    const block = document.blocks[i];
    // A bare bullet is neither furniture nor article.
    if (isLayout(block) || !/[\p{L}\p{N}]/u.test(block.text)) continue;
    if (testimonies.protections[i].length > 0) return;
    for (const hit of anyAbove ? (byBlock.get(i) ?? []) : []) {
      const { category } = hit.rule;
      if (HEADLINES.has(category) && hit.witness !== 'person' && (isBelowTitle || !mayBe(category, block.text, testimonies.isDoubted(i))))
        continue;
      if (hit.span !== undefined) addSpan(hit);
      else {
        testimonies.add(i, reasonOf(document, hit));
        removed[i] = true;
      }
    }
    if (!removed[i]) return;
    anyAbove = true;
    isBelowTitle ||= titles.has(foldWord(block.text));
  }
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
