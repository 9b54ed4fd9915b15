/** Character classes and lower case from tables that are filled on demand. */

/** Classes of UTF-16 code units. */
export const SPACE = 1;
export const LOWER = 2;
export const UPPER = 3;
/** Letters without case, and marks on letters. */
export const LETTER = 4;
export const DIGIT = 5;
/** A letter of a script without spaces between words. */
export const UNSPACED = 6;
/** Full stops, question marks and exclamation marks of all scripts. */
export const STOP = 7;
export const COMMA = 8;
export const COLON = 9;
export const QUOTE = 10;
export const BRACKET = 11;
/** Bars, bullets, arrows, currency signs, ©: rare in prose. */
export const SYMBOL = 12;
export const DASH = 13;

// Indexed by code unit; 0 if not computed yet. The look-up functions are short enough for V8 to inline them.
const classes = new Uint8Array(65536);
const lower = new Uint16Array(65536);

/** The class of a UTF-16 code unit. */
export function classOf(code: number): number {
  return classes[code] || fillClass(code);
}

/** The class of the character at an index, which may be a surrogate pair. */
export function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (!isSurrogate(code)) return classOf(code);
  return classify(String.fromCodePoint(text.codePointAt(at) as number));
}

/** Whether a code unit is half of a surrogate pair. */
export function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** The number of code units of the character at an index. */
export function sizeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return !isSurrogate(code) || (text.codePointAt(at) as number) <= 0xffff ? 1 : 2;
}

/** The code unit in lower case; unchanged if its lower case has several code units. */
export function lowerOf(code: number): number {
  return lower[code] || fillLower(code);
}

function fillClass(code: number): number {
  classes[code] = classify(String.fromCharCode(code));
  return classes[code];
}

function fillLower(code: number): number {
  const small = String.fromCharCode(code).toLowerCase();
  lower[code] = small.length === 1 ? small.charCodeAt(0) : code;
  return lower[code];
}

function classify(char: string): number {
  if (/[\s\u0000-\u001f\u200b\u200e\u200f\u2060\ufeff\u00ad]/u.test(char)) return SPACE;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(char)) return UNSPACED;
  if (/\p{Ll}/u.test(char)) return LOWER;
  if (/[\p{Lu}\p{Lt}]/u.test(char)) return UPPER;
  if (/\p{N}/u.test(char)) return DIGIT;
  if (/[\p{L}\p{M}_]/u.test(char) || /^[\ud800-\udfff]$/.test(char)) return LETTER;
  if (/[.!?…。！？؟।]/u.test(char)) return STOP;
  if (/[,;，、；،]/u.test(char)) return COMMA;
  if (/[:：]/u.test(char)) return COLON;
  if (/["'„“”‟«»‹›‚‘’‛`´「」『』《》]/u.test(char)) return QUOTE;
  if (/[()[\]{}（）【】]/u.test(char)) return BRACKET;
  if (/\p{Pd}/u.test(char)) return DASH;
  return SYMBOL;
}
