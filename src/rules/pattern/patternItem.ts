/** The items of a pattern: literals and slots. */
import type { SlotName } from './slots.js';

/** A literal token. A dash between spaces in the pattern (`free`) must be between spaces in the text: a hyphen is not a dash. */
type Literal = { readonly literal: string; readonly hash: number; readonly free?: true };
/** A slot, and the most tokens of its value where it has a limit of its own: `{any:12}`. */
type Slot = { readonly slot: SlotName; readonly optional: boolean; readonly most?: number };
export type PatternItem = Literal | Slot;
