/** How a text is laid out: as scrapers leave it, a line is a paragraph, or a piece of one. */
import { TEXT_LAYOUTS, type TextLayout } from '../../model/document.js';
import { isInPieces } from './broken.js';
import { linksOf } from './pieces.js';
import type { TextLine } from './textLine.js';
import { bestWidth, isWrapped, wrapWidth } from './wrapping.js';

/** What may be said of a text's layout: what it is, or that it is to be found out. */
export const LAYOUT_CHOICES = ['auto', ...TEXT_LAYOUTS] as const;

/** One of `LAYOUT_CHOICES`. */
export type LayoutChoice = (typeof LAYOUT_CHOICES)[number];

/** A text's layout, and whether each of its lines belongs to the paragraph of the one above it. */
export interface LaidOut {
  readonly layout: TextLayout;
  readonly joined: readonly boolean[];
}

/**
 * Lays out a text.
 * @param choice the layout that somebody knows it to have, or that it is to be found out
 */
export function layOut(lines: readonly TextLine[], choice: LayoutChoice): LaidOut {
  switch (choice) {
    case 'lines':
      return inLines(lines);
    case 'wrapped':
      // Who says so knows of columns narrower than any that could be told from a list.
      return wrapped(lines, bestWidth(lines, 1)?.width);
    case 'pieces':
      return { layout: 'pieces', joined: linksOf(lines).map((link) => link !== undefined) };
    case 'auto':
      return found(lines);
  }
}

function found(lines: readonly TextLine[]): LaidOut {
  const width = wrapWidth(lines);
  if (width !== undefined) return wrapped(lines, width);
  const links = linksOf(lines);
  return isInPieces(lines, links) ? { layout: 'pieces', joined: links.map((link) => link !== undefined) } : inLines(lines);
}

function inLines(lines: readonly TextLine[]): LaidOut {
  return { layout: 'lines', joined: lines.map(() => false) };
}

function wrapped(lines: readonly TextLine[], width: number | undefined): LaidOut {
  return { layout: 'wrapped', joined: lines.map((line, i) => i > 0 && width !== undefined && isWrapped(lines[i - 1], line, width)) };
}
