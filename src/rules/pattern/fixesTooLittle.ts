/** Patterns that fix so little that their slots could match almost any block. */
import type { Pattern } from './pattern.js';
import type { SlotName } from './slots.js';

/** A pattern must fix at least this many words, marks and closed slots: a single word occurs in any text. */
export const LEAST_FIXED = 2;

/** Slots that hardly anything matches by chance; each counts as much as a word. */
const CLOSED: ReadonlySet<SlotName> = new Set(['date', 'time', 'url', 'email', 'handle']);

/**
 * Whether a pattern fixes too little. If it contains `{any}`, marks do not count, since a bullet or a colon may be in any
 * line, and closed slots alone are not enough, since a sentence may end with a date and a time.
 */
export function fixesTooLittle({ items }: Pattern): boolean {
  const literals = items.flatMap((item) => ('literal' in item ? [item.literal] : []));
  const slots = items.flatMap((item) => ('slot' in item && !item.optional ? [item.slot] : []));
  // The words of the title are fixed in each document.
  if (slots.includes('title')) return false;
  const closed = slots.filter((slot) => CLOSED.has(slot)).length;
  if (!slots.includes('any')) return literals.length + closed < LEAST_FIXED;
  return literals.length === 0 || literals.filter((literal) => /[\p{L}\p{N}]/u.test(literal)).length + closed < LEAST_FIXED;
}
