/** What a pattern is made of: words as they stand, and slots. */
import type { SlotName } from './slots.js';

/** A dash that stands free in the pattern must stand free in the text: a hyphen is no dash. */
export type Literal = { readonly literal: string; readonly hash: number; readonly free?: true };
export type PatternItem = Literal | { readonly slot: SlotName; readonly optional: boolean };
