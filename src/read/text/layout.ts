/** Detects a text's layout. In scraped texts a line is a paragraph or a piece of one. */
import { TEXT_LAYOUTS, type TextLayout } from '../../model/document.js';
import { isInPieces } from './broken.js';
import { continuationsOf } from './pieces.js';
import type { TextLine } from './textLine.js';
import { bestWidth, isWrapped, wrapWidth } from './wrapping.js';

/** The layouts that a caller may request; `auto` detects the layout. */
export const LAYOUT_CHOICES = ['auto', ...TEXT_LAYOUTS] as const;

/** One of `LAYOUT_CHOICES`. */
export type LayoutChoice = (typeof LAYOUT_CHOICES)[number];

/** A text's layout, and for each line whether it continues the paragraph of the line above. */
export interface LayoutResult {
  readonly layout: TextLayout;
  readonly joined: readonly boolean[];
}

/**
 * Determines the layout of a text.
 * @param choice a known layout, or `auto` to detect it
 */
export function layOut(lines: readonly TextLine[], choice: LayoutChoice): LayoutResult {
  switch (choice) {
    case 'lines':
      return lineLayout(lines);
    case 'wrapped':
      // The caller knows better: also accept columns too narrow to be told from a list.
      return wrappedLayout(lines, bestWidth(lines, 1)?.width);
    case 'pieces':
      return { layout: 'pieces', joined: continuationsOf(lines).map((continuation) => continuation !== undefined) };
    case 'auto':
      return detectLayout(lines);
  }
}

function detectLayout(lines: readonly TextLine[]): LayoutResult {
  const width = wrapWidth(lines);
  if (width !== undefined) return wrappedLayout(lines, width);
  const continuations = continuationsOf(lines);
  return isInPieces(lines, continuations)
    ? { layout: 'pieces', joined: continuations.map((continuation) => continuation !== undefined) }
    : lineLayout(lines);
}

function lineLayout(lines: readonly TextLine[]): LayoutResult {
  return { layout: 'lines', joined: lines.map(() => false) };
}

function wrappedLayout(lines: readonly TextLine[], width: number | undefined): LayoutResult {
  return { layout: 'wrapped', joined: lines.map((line, i) => i > 0 && width !== undefined && isWrapped(lines[i - 1], line, width)) };
}
