/** Text for terminals: what would steer one, or show other than what is there, is shown as an escape. */

/**
 * Control characters, line and paragraph separators, what turns the direction of writing around, and halves of characters:
 * a terminal obeys the first, or draws what is not there.
 */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text as one line that a terminal shows as it is: `\x1b`, `\n`, `\u202e`, and `\xff` for a byte of a file's name that is
 * no UTF-8 (see `batch/fileName.ts`). JSON stays JSON, and says the same.
 */
export function visible(text: string): string {
  return text.replace(STEERING, escaped);
}

/** The same, but for line ends: for a text whose lines are shown below each other; a tab is a space. */
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
