/** Open patterns, which begin like furniture but accept any continuation of the sentence. */
import { isWord, type PatternItem } from './patternItem.js';
import type { SlotName } from './slots.js';

/** Slots that accept whole sentences. */
const FREE: ReadonlySet<SlotName> = new Set(['any', 'phrase', 'prose', 'headline']);
/** Marks that separate a label from what follows. (`›` and `»` are treated as quotes.) */
const CUT = /^[:|/©>•·]$/u;
/** A pattern needs at least this many words of its own for each `{few}`. */
const WORDS = 3;

/**
 * Whether a pattern could match a sentence of an article because it begins or ends like furniture: “Bitte deaktivieren
 * Sie {any} Adblocker”, “Mit Material von {any}”. A free slot does not make it open if a mark separates it from its label
 * (“Lesen Sie auch: {headline}”, “(Foto: {any})”), if the document's title is next to it, or if it is short (`{few}`) and
 * between words of the pattern.
 */
export function isOpen(items: readonly PatternItem[]): boolean {
  if (items.some((item) => 'slot' in item && item.slot === 'title' && !item.optional)) return false;
  const words = items.filter((item) => isWord(item)).length;
  const few = items.filter((item) => 'slot' in item && item.slot === 'few').length;
  return words < few * WORDS || items.some((item, i) => 'slot' in item && !isCutOff(items, i, item.slot));
}

function isCutOff(items: readonly PatternItem[], at: number, slot: SlotName): boolean {
  const before = items[at - 1];
  const following = items.slice(at + 1);
  if (slot === 'few') return isWord(before) && isWord(following[0]);
  if (slot === 'line') return following.length > 0 && (isLiteral(before, /^[:']$/u) || (at === 0 && endsLikeCaption(following)));
  if (!FREE.has(slot)) return true;
  return isLiteral(before, CUT) && following.every((item) => isLiteral(item, /^[)\]]$/u));
}

/** A caption may end with a full stop only before a mark that does not follow sentences of articles. */
function endsLikeCaption(following: readonly PatternItem[]): boolean {
  return !isLiteral(following[0], /^\.$/u) || isLiteral(following[1], /^[©|(]$/u);
}

function isLiteral(item: PatternItem | undefined, form: RegExp): boolean {
  return item !== undefined && 'literal' in item && form.test(item.literal);
}
