/** The items of a pattern: literals, slots, and choices between literals. */
import type { SlotName } from './slots.js';

/** A literal token. A dash between spaces in the pattern (`free`) must be between spaces in the text: a hyphen is not a dash. */
export type Literal = { readonly literal: string; readonly hash: number; readonly free?: true };
/** A slot, and the most tokens of its value where it has a limit of its own: `{any:12}`. */
export type Slot = { readonly slot: SlotName; readonly optional: boolean; readonly most?: number };
/** One of several runs of literals, none of them empty; `optional` if the text may have none of them. */
type Choice = { readonly choice: readonly (readonly Literal[])[]; readonly optional: boolean };
export type PatternItem = Literal | Slot | Choice;

const WORD = /^[\p{L}\p{N}]/u;

/** Whether an item is a word that the text must have: a literal, or one of several. */
export function isWord(item: PatternItem | undefined): boolean {
  if (item === undefined || 'slot' in item) return false;
  if ('literal' in item) return WORD.test(item.literal);
  return !item.optional && item.choice.every(([first]) => WORD.test(first.literal));
}
