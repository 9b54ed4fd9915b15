/** What a pattern asks of a text that is checked before the pattern is parsed, as bits of one number. */
import type { Anchor } from '../../model/rule.js';
import type { Pattern } from '../pattern/pattern.js';
import type { SlotName } from '../pattern/slots.js';

const ANCHORS: readonly Anchor[] = ['whole', 'block-start', 'block-end', 'anywhere', 'sentences'];
/** The bits that contain the anchor: `WHOLE` and so on. */
const ANCHOR = 7;
const WHOLE = 0;

/** A match begins where the text does, or ends where it does. */
export const FIXED_START = 1 << 3;
export const FIXED_END = 1 << 4;
/** The first item is a literal, … */
export const FIRST_LITERAL = 1 << 5;
/** … or begins with a number, … */
export const FIRST_NUMBER = 1 << 6;
/** … or with a number or a word of the calendar, … */
export const FIRST_DATE = 1 << 7;
/** … or with a capital letter, or one of a script without them. */
export const FIRST_NAME = 1 << 8;
/** The last item is a literal, … */
export const LAST_LITERAL = 1 << 9;
/** … or the title: the full stop of a sentence is then part of the text. */
export const LAST_TITLE = 1 << 10;
/** It never matches a text without a title. */
export const ASKS_TITLE = 1 << 11;

const FIRST: Partial<Record<SlotName, number>> = { num: FIRST_NUMBER, time: FIRST_NUMBER, date: FIRST_DATE, name: FIRST_NAME };

/** The flags of a pattern. */
export function flagsOf({ items, asksTitle }: Pattern, anchor: Anchor): number {
  const [first, last] = [items[0], items[items.length - 1]];
  let flags = ANCHORS.indexOf(anchor) | (asksTitle ? ASKS_TITLE : 0);
  if (anchor === 'whole' || anchor === 'block-start') flags |= FIXED_START;
  if (anchor === 'whole' || anchor === 'block-end') flags |= FIXED_END;
  if ('literal' in first) flags |= FIRST_LITERAL;
  else if ('slot' in first && !first.optional) flags |= FIRST[first.slot] ?? 0;
  if ('literal' in last) flags |= LAST_LITERAL;
  else if ('slot' in last && last.slot === 'title') flags |= LAST_TITLE;
  return flags;
}

export function anchorOf(flags: number): Anchor {
  return ANCHORS[flags & ANCHOR];
}

export function isWhole(flags: number): boolean {
  return (flags & ANCHOR) === WHOLE;
}
