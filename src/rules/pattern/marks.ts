/** Marks by the code of their folded form (`Tokens.mark`). */

export const STOP = 0x2e;
export const HYPHEN = 0x2d;
export const COMMA = 0x2c;
export const APOSTROPHE = 0x27;
export const COPYRIGHT = 0xa9;
export const BRACKET = 0x28;

/** The codes of marks. Small numbers only: the set is asked for every token in reach of a slot. */
export function marksOf(marks: string): ReadonlySet<number> {
  return new Set([...marks].map((mark) => mark.charCodeAt(0)));
}
