/** Text in the line as Markdown: nothing that it says becomes markup, code and line breaks stay what they were. */
import type { InlineMarkup } from '../../read/inlineMarkup.js';

/**
 * A run of text in which no character is taken for markup.
 * @param inline what stands in the text, where it is all of its block's
 */
export function inlineText(text: string, inline?: InlineMarkup): string {
  if (inline === undefined) return escapeMarks(text);
  let written = '';
  let at = 0;
  for (const [from, to] of inline.code) {
    written += broken(text, at, from, inline.breaks) + codeSpan(text.slice(from, to));
    at = to;
  }
  return written + broken(text, at, text.length, inline.breaks);
}

/** A piece of text with a hard break for each of its line breaks. */
function broken(text: string, from: number, to: number, breaks: InlineMarkup['breaks']): string {
  const lines: string[] = [];
  let start = from;
  for (let i = from; i < to; i++) {
    if (!breaks.has(i)) continue;
    lines.push(text.slice(start, i));
    start = i + 1;
  }
  return [...lines, text.slice(start, to)].map(escapeMarks).join('\\\n');
}

/** Code in the line, between more backticks than it has in a row; spaces keep its own apart from them. */
function codeSpan(code: string): string {
  const fence = '`'.repeat(longestRun(code) + 1);
  return code.startsWith('`') || code.endsWith('`') ? `${fence} ${code} ${fence}` : `${fence}${code}${fence}`;
}

/** How many backticks stand in a row at most. */
export function longestRun(code: string): number {
  return (code.match(/`+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}

/**
 * Escapes what would be emphasis, code, a tag, a link, an entity. A star between spaces and an underscore inside a word
 * are themselves already.
 */
function escapeMarks(text: string): string {
  return text.replace(
    /\\(?=[!-/:-@[-`{-~])|(?<=\S)\*|\*(?=\S)|(?<![\p{L}\p{N}\s])_|(?<=\s|^)_(?=\S)|_(?![\p{L}\p{N}_])(?<=\S_)|`|<(?=[A-Za-z/!?])|\](?=[([:])|&(?=#?\w+;)/gu,
    '\\$&',
  );
}

/** A paragraph whose lines do not begin like a heading, a quote or a list item. */
export function escapeStarts(text: string): string {
  return text.replace(/^(?:[#>+*=~-]|(\d+)(?=[.)](?:\s|$)))/gmu, (start, digits?: string) =>
    digits === undefined ? `\\${start}` : `${digits}\\`,
  );
}
