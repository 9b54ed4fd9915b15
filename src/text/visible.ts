/** Makes text safe for terminals: characters that would control one, or hide what is there, become escapes. */

/** Control characters, line and paragraph separators, changes of writing direction, and lone surrogates. */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text as one line that terminals show as it is: with `\x1b`, `\n`, `\u202e`, and `\xff` for a byte of a file name that
 * is not UTF-8 (see `files/fileName.ts`). JSON remains equivalent JSON.
 */
export function visible(text: string): string {
  return text.replace(STEERING, escaped);
}

/** The same for text of several lines: line ends remain, and tabs become spaces. */
export function visibleLines(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').split('\n').map(visible).join('\n');
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return SHORT[character] ?? hex('\\x', code, 2);
  return code >= 0xdc80 && code <= 0xdcff ? hex('\\x', code - 0xdc00, 2) : hex('\\u', code, 4);
}

function hex(mark: string, code: number, digits: number): string {
  return mark + code.toString(16).padStart(digits, '0');
}
