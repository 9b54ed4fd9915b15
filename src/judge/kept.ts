/** The text that a judgement leaves, and the decisions that lead to it. */
import type { Document } from '../model/document.js';
import type { Span, Verdict } from '../model/verdict.js';
import { sourceRange } from '../read/sourceRange.js';
import type { Judgement } from './judgement.js';

/** A verdict as far as it decides what is kept. */
export interface Decision extends Pick<Verdict, 'block' | 'action'> {
  readonly spans?: readonly Omit<Span, 'reason'>[];
}

/** Where a piece of a block's text is, in the source and in the text. */
export function placeOf(document: Document, block: number, from: number, to: number): Omit<Span, 'reason'> {
  const [start, end] = sourceRange(document, document.blocks[block], from, to);
  return { start, end, textStart: from, textEnd: to };
}

/** What remains of one block's text; empty for layout and removed blocks. */
export function keptText(document: Document, { action, block, spans }: Decision): string {
  if (action === 'remove') return '';
  return textWithout(
    document.blocks[block].text,
    spans?.map(({ textStart, textEnd }) => [textStart, textEnd]),
  );
}

/** A text without some pieces of it, ordered and not overlapping. */
function textWithout(text: string, pieces: readonly (readonly [number, number])[] | undefined): string {
  if (pieces === undefined) return text;
  let left = '';
  let at = 0;
  for (const [from, to] of pieces) {
    left += text.slice(at, from);
    at = to;
  }
  return (left + text.slice(at)).trim();
}

/** The kept paragraphs of a document, in order, without empty ones. */
export function keptParagraphs(judgement: Judgement): string[] {
  const paragraphs: string[] = [];
  judgement.document.blocks.forEach(({ text }, block) => {
    if (text === '' || judgement.isRemoved(block)) return;
    const cuts = judgement.cutsOf(block);
    const kept = textWithout(
      text,
      cuts?.map(({ from, to }) => [from, to]),
    );
    if (kept !== '') paragraphs.push(kept);
  });
  return paragraphs;
}

/** What is decided on each block, in the order of the blocks. */
export function decisionsOf(judgement: Judgement): Decision[] {
  const { document } = judgement;
  return document.blocks.map((_, block): Decision => {
    if (judgement.isRemoved(block)) return { block, action: 'remove' };
    const cuts = judgement.cutsOf(block);
    if (cuts === undefined) return { block, action: 'keep' };
    return { block, action: 'keep', spans: cuts.map(({ from, to }) => placeOf(document, block, from, to)) };
  });
}
