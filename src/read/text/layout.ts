/** How a text is laid out: as scrapers leave it, a line is a paragraph, or a piece of one. */
import { TEXT_LAYOUTS, type TextLayout } from '../../model/document.js';
import { isInPieces, piecesJoined } from './pieces.js';
import type { TextLine } from './textLine.js';
import { bestWidth, isWrapped, wrapWidth } from './wrapping.js';

/** What may be said of a text's layout: what it is, or that it is to be found out. */
export const LAYOUT_CHOICES = ['auto', ...TEXT_LAYOUTS] as const;

export type LayoutChoice = (typeof LAYOUT_CHOICES)[number];

/** A text's layout, and whether each of its lines belongs to the paragraph of the one above it. */
export interface LaidOut {
  readonly layout: TextLayout;
  readonly joined: readonly boolean[];
}

/**
 * Finds out how a text is laid out.
 * @param asked the layout that somebody knows it to have
 */
export function layOut(lines: readonly TextLine[], asked: LayoutChoice): LaidOut {
  const width = asked === 'auto' ? wrapWidth(lines) : asked === 'wrapped' ? bestWidth(lines)?.width : undefined;
  const layout = asked !== 'auto' ? asked : width !== undefined ? 'wrapped' : isInPieces(lines) ? 'pieces' : 'lines';
  if (layout === 'pieces') return { layout, joined: piecesJoined(lines) };
  if (layout === 'lines' || width === undefined) return { layout, joined: lines.map(() => false) };
  return { layout, joined: lines.map((line, i) => i > 0 && areTexts(lines[i - 1], line) && isWrapped(lines[i - 1], line, width)) };
}

function areTexts(above: TextLine, below: TextLine): boolean {
  return above.text !== '' && below.text !== '';
}
