/** From a place in a block's text back to its place in the source. */
import type { Block, Document } from '../model/document.js';
import { foldSpace, foldSpaceMapped } from '../text/fold.js';
import { readVisibleText } from './html/visibleText.js';
import { revealedIn } from './revealedIn.js';

/**
 * The source range of a piece of a block's text.
 * @param from first UTF-16 code unit of the piece in `block.text`
 * @param to the one behind its last
 * @returns offsets in `document.source`; tags between the piece's characters are inside the range, tags around it are not
 */
export function sourceRange(document: Document, block: Block, from: number, to: number): readonly [number, number] {
  const raw = document.source.slice(block.start, block.end);
  const shown = document.format === 'text' ? lineText(raw) : pageText(raw, revealedIn(document, block));
  const positions = document.format === 'text' ? offsetsIn(raw, block.text) : foldSpaceMapped(shown.text).positions;
  let first = from;
  let last = Math.min(to, positions.length);
  while (first < last && block.text[first] === ' ') first++;
  while (last > first && block.text[last - 1] === ' ') last--;
  if (last <= first) {
    const at = block.start + (shown.starts[positions[Math.min(from, positions.length - 1)]] ?? 0);
    return [at, at];
  }
  let start = positions[first];
  let end = positions[last - 1];
  // The white space that belongs to the piece, as far as no tag stands between.
  const joins = (i: number) => shown.ends[i - 1] === shown.starts[i];
  if (first > from) while (start > 0 && joins(start) && isSpace(shown.text[start - 1])) start--;
  if (last < to) while (end + 1 < shown.text.length && joins(end + 1) && isSpace(shown.text[end + 1])) end++;
  return [block.start + shown.starts[start], block.start + shown.ends[end]];
}

function isSpace(char: string): boolean {
  return foldSpace(char) === '';
}

/** The text of a raw piece of source before folding, and for each of its code units where it begins and ends there. */
interface VisibleText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Where each code unit of a text's block stands in its source. The one is the other with white space folded and some
 * characters left out (those that nobody sees, a hyphen at the end of a line), so that the next one like it is the one.
 */
function offsetsIn(raw: string, text: string): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < raw.length && offsets.length < text.length; at++) {
    const wanted = text[offsets.length];
    if (raw[at] === wanted || (wanted === ' ' && isBreak(raw[at]))) offsets.push(at);
  }
  return offsets;
}

function isBreak(char: string): boolean {
  return /[\s\u0085]/u.test(char);
}

function lineText(raw: string): VisibleText {
  const starts = Array.from({ length: raw.length }, (_, i) => i);
  return { text: raw, starts, ends: starts.map((at) => at + 1) };
}

function pageText(raw: string, revealed: ReadonlySet<number>): VisibleText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const put = (data: string, start: number, end: number): void => {
    // What a reference stands for, or a line break's tag, is all of its source.
    const verbatim = end - start === data.length && raw.startsWith(data, start);
    for (let i = 0; i < data.length; i++) {
      starts.push(verbatim ? start + i : start);
      ends.push(verbatim ? start + i + 1 : end);
    }
    text += data;
  };
  readVisibleText(raw, { text: put, lineBreak: (start, end) => put('\n', start, end) }, revealed);
  return { text, starts, ends };
}
