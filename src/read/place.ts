/** From a place in a block's text back to its place in the source. */
import { Parser } from 'htmlparser2';
import type { Block, Document } from '../model/document.js';
import { foldSpaceMapped } from '../text/fold.js';

/**
 * The source range of a piece of a block's text.
 * @param from first UTF-16 code unit of the piece in `block.text`
 * @param to the one behind its last
 * @returns offsets in `document.source`; tags that stand inside the piece are inside the range
 */
export function sourceRange(document: Document, block: Block, from: number, to: number): readonly [number, number] {
  const raw = document.source.slice(block.start, block.end);
  const { offsets } = document.format === 'text' ? foldSpaceMapped(raw) : pageText(raw);
  const start = offsets[Math.min(from, offsets.length - 1)];
  if (to <= from) return [block.start + start, block.start + start];
  const last = offsets[Math.min(to, offsets.length - 1) - 1];
  const entity = document.format === 'html' ? /^&#?\w{1,31};?/u.exec(raw.slice(last, last + 34)) : null;
  return [block.start + start, block.start + last + (entity?.[0].length ?? 1)];
}

/** The text of a piece of a page with the source offset of each of its code units. */
function pageText(raw: string): { text: string; offsets: readonly number[] } {
  let text = '';
  const offsets: number[] = [];
  let silent = 0;
  const parser = new Parser(
    {
      onopentag: (tag) => {
        if (tag === 'script' || tag === 'style') silent++;
        else if (tag === 'br') {
          text += '\n';
          offsets.push(parser.startIndex);
        }
      },
      onclosetag: (tag) => {
        if (tag === 'script' || tag === 'style') silent--;
      },
      ontext: (data) => {
        if (silent > 0) return;
        // A decoded entity comes as a piece of its own: all its characters stand where it begins.
        const verbatim = raw.startsWith(data, parser.startIndex);
        for (let i = 0; i < data.length; i++) offsets.push(verbatim ? parser.startIndex + i : parser.startIndex);
        text += data;
      },
    },
    { decodeEntities: true, recognizeCDATA: true },
  );
  parser.write(raw);
  parser.end();
  return foldSpaceMapped(text, offsets);
}
