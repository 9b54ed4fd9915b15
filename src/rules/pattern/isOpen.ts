/** Open patterns: those that begin like furniture and leave the rest of the sentence to chance. */
import type { PatternItem } from './patternItem.js';
import type { SlotName } from './slots.js';

/** Slots that take whole sentences. */
const FREE: ReadonlySet<SlotName> = new Set(['any', 'phrase', 'prose', 'headline']);
/** What cuts a label from what follows it. (`›` and `»` are read as quotes are.) */
const CUT = /^[:|/©>•·]$/u;
/** For each `{few}` a pattern says so many words itself. */
const WORDS = 3;

/**
 * Whether an article's own sentence may match a pattern, because it begins or ends as furniture does: “Bitte
 * deaktivieren Sie {any} Adblocker”, “Mit Material von {any}”. A free part is none where a mark cuts it from its label
 * (“Lesen Sie auch: {headline}”, “(Foto: {any})”), where the document's title stands beside it, and where it is short
 * (`{few}`) and stands between words of the pattern.
 */
export function isOpen(items: readonly PatternItem[]): boolean {
  if (items.some((item) => 'slot' in item && item.slot === 'title' && !item.optional)) return false;
  const words = items.filter((item) => isWord(item)).length;
  const few = items.filter((item) => 'slot' in item && item.slot === 'few').length;
  return words < few * WORDS || items.some((item, i) => 'slot' in item && !isCutOff(items, i, item.slot));
}

function isCutOff(items: readonly PatternItem[], at: number, slot: SlotName): boolean {
  const before = items[at - 1];
  const behind = items.slice(at + 1);
  if (slot === 'few') return isWord(before) && isWord(behind[0]);
  if (slot === 'line') return behind.length > 0 && (isLiteral(before, /^[:']$/u) || (at === 0 && endsLikeCaption(behind)));
  if (!FREE.has(slot)) return true;
  return isLiteral(before, CUT) && behind.every((item) => isLiteral(item, /^[)\]]$/u));
}

/** A caption's line is no paragraph: no sentence ends it but before a sign that articles do not write. */
function endsLikeCaption(behind: readonly PatternItem[]): boolean {
  return !isLiteral(behind[0], /^\.$/u) || isLiteral(behind[1], /^[©|(]$/u);
}

function isWord(item: PatternItem | undefined): boolean {
  return isLiteral(item, /^[\p{L}\p{N}]/u);
}

function isLiteral(item: PatternItem | undefined, form: RegExp): boolean {
  return item !== undefined && 'literal' in item && form.test(item.literal);
}
