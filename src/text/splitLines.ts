/** Lines of a text with their ranges, whatever ends them: LF, CR LF, a lone CR, or Unicode's separators. */

export interface LineRange {
  readonly start: number;
  /** Behind the line's last character, its line end not included. */
  readonly textEnd: number;
  /** Behind the line end. */
  readonly end: number;
}

const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029\u000b\u000c]/gu;

/** The lines of a text, in order and gapless. A text without a final line end ends with a line all the same. */
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
