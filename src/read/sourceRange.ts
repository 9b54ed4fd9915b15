/** Maps a range of a block's text back to a range of the source. */
import type { Block, Document } from '../model/document.js';
import { foldSpace, foldSpaceMapped } from '../text/fold.js';
import { readVisibleText } from './html/visibleText.js';
import { revealedIn } from './revealedIn.js';

/**
 * The source range of a piece of a block's text.
 * @param from offset of the piece's first UTF-16 code unit in `block.text`
 * @param to offset just past its last code unit
 * @returns offsets in `document.source`; tags inside the piece are included, tags around it are not
 */
export function sourceRange(document: Document, block: Block, from: number, to: number): readonly [number, number] {
  const raw = document.source.slice(block.start, block.end);
  const shown = document.format === 'text' ? lineText(raw) : pageText(raw, revealedIn(document, block));
  const positions = document.format === 'text' ? offsetsIn(raw, block.text) : foldSpaceMapped(shown.text).positions;
  const [first, last] = withoutSpaces(block.text, from, Math.min(to, positions.length));
  if (last <= first) {
    const at = block.start + (shown.starts[positions[Math.min(from, positions.length - 1)]] ?? 0);
    return [at, at];
  }
  let start = positions[first];
  let end = positions[last - 1];
  // Extend the range to the white space that was collapsed into the piece, up to the next tag.
  const joins = (i: number) => shown.ends[i - 1] === shown.starts[i];
  if (first > from) while (start > 0 && joins(start) && isSpace(shown.text[start - 1])) start--;
  if (last < to) while (end + 1 < shown.text.length && joins(end + 1) && isSpace(shown.text[end + 1])) end++;
  return [block.start + shown.starts[start], block.start + shown.ends[end]];
}

/** A range of a text without the spaces at its ends. */
function withoutSpaces(text: string, from: number, to: number): readonly [number, number] {
  let [first, last] = [from, to];
  while (first < last && text[first] === ' ') first++;
  while (last > first && text[last - 1] === ' ') last--;
  return [first, last];
}

function isSpace(char: string): boolean {
  return foldSpace(char) === '';
}

/** The visible text of a piece of source before white space is collapsed, with the source range of each code unit. */
interface VisibleText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * The offset in a block's source of each code unit of its text (for plain texts). The text is the source with white space
 * collapsed and some characters removed (invisible ones, hyphens at line ends), so the next equal character is always the
 * right one.
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
    // A decoded character reference and a line break are mapped to their whole source.
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
