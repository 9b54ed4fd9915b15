/** The characters that delimit markup. */

export const Char = {
  bang: 33,
  quote: 34,
  apostrophe: 39,
  slash: 47,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
} as const;

/** White space in markup: space, tab, line feed, form feed, carriage return. */
export function isMarkupSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13 || code === 12;
}

export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** Whether a character ends a tag's name. */
export function endsName(code: number): boolean {
  return code === Char.greater || code === Char.slash || isMarkupSpace(code);
}

/** Whether the units contain a name at an offset, in any case. The name is given in lower case. */
export function hasNameAt(units: Uint16Array, at: number, name: string): boolean {
  if (at + name.length > units.length) return false;
  for (let i = 0; i < name.length; i++) {
    const code = units[at + i];
    if (code !== name.charCodeAt(i) && !(isLetter(code) && (code | 32) === name.charCodeAt(i))) return false;
  }
  return true;
}

/** Whether the name in a range of the units is at an offset too, in any case. */
export function isSameName(units: Uint16Array, start: number, end: number, at: number): boolean {
  for (let i = 0; i < end - start; i++) {
    const [a, b] = [units[start + i], units[at + i]];
    if (a !== b && !(isLetter(a) && (a | 32) === (b | 32))) return false;
  }
  return true;
}
