/** The items of a pattern: literals and slots. */
import type { SlotName } from './slots.js';

/** A literal token. A dash between spaces in the pattern (`free`) must be between spaces in the text: a hyphen is not a dash. */
type Literal = { readonly literal: string; readonly hash: number; readonly free?: true };
export type PatternItem = Literal | { readonly slot: SlotName; readonly optional: boolean };
