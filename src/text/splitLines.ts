/** Splits a text into lines. A line ends with LF, CR LF, a lone CR, or one of Unicode's separators. */

export interface LineRange {
  readonly start: number;
  /** Offset just past the line's last character, without the line end. */
  readonly textEnd: number;
  /** Offset just past the line end. */
  readonly end: number;
}

const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029\u000b\u000c]/gu;

/** The lines of a text, in order and without gaps. A final line without a line end counts as well. */
export function splitLines(text: string): LineRange[] {
  const lines: LineRange[] = [];
  let start = 0;
  for (const found of text.matchAll(LINE_END)) {
    const end = found.index + found[0].length;
    lines.push({ start, textEnd: found.index, end });
    start = end;
  }
  if (start < text.length) lines.push({ start, textEnd: text.length, end: text.length });
  return lines;
}
