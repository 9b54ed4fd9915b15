/** Thin patterns: those that fix so little that what they take is left to their slots. */
import type { Pattern } from './pattern.js';
import type { SlotName } from './slots.js';

/** A pattern fixes enough with so many words, marks and closed slots. */
export const LEAST_FIXED = 2;

/** Slots that nothing else fills by chance: each fixes as much as a word. */
const CLOSED: ReadonlySet<SlotName> = new Set(['date', 'time', 'url', 'email', 'handle']);

/**
 * Whether a pattern fixes too little. Beside `{any}` marks do not count, since a bullet or a colon may stand in any
 * line, and slots are not enough: a sentence may end with a date and a time.
 */
export function fixesTooLittle({ items }: Pattern): boolean {
  const literals = items.flatMap((item) => ('literal' in item ? [item.literal] : []));
  const slots = items.flatMap((item) => ('slot' in item && !item.optional ? [item.slot] : []));
  // The title's words are fixed in each document.
  if (slots.includes('title')) return false;
  const closed = slots.filter((slot) => CLOSED.has(slot)).length;
  if (!slots.includes('any')) return literals.length + closed < LEAST_FIXED;
  return literals.length === 0 || literals.filter((literal) => /[\p{L}\p{N}]/u.test(literal)).length + closed < LEAST_FIXED;
}
