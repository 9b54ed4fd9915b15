/**
 * Inline formulas. Pages contain them twice, in either order: as MathML for machines, and as a drawing made of letters
 * that is hidden from screen readers. Only one of the two is read.
 */
import type { AttributeReader } from './attributes.js';
import type { ElementType } from './elements.js';

/** The start of the wrapper that MediaWiki adds to each formula; it ends with the brace. */
const STYLED = /^\{\\(?:displaystyle|textstyle)\s/u;

/** The text of a formula if its markup provides one; undefined if its content is the text. */
export function formulaText(attributes: AttributeReader): string | undefined {
  const text = attributes.get('alttext')?.trim();
  if (text === undefined || text === '') return undefined;
  const frame = text.endsWith('}') ? STYLED.exec(text) : null;
  return frame === null ? text : text.slice(frame[0].length, -1).trim();
}

/** Whether an element may be the drawing of a formula. */
export function isDrawing({ block }: ElementType, attributes: AttributeReader): boolean {
  return !block && attributes.get('aria-hidden') === 'true';
}

/** Tracks whether a formula or a drawing has just ended, with no text after it. */
export class Formulas {
  private just: 'formula' | 'drawing' | undefined;
  private drawings = 0;
  private isDrawn = false;

  /** Whether an element repeats the formula directly before it. */
  isRepeated(isDrawing: boolean, { tag }: ElementType): boolean {
    return isDrawing ? this.just === 'formula' : tag === 'math' && this.just === 'drawing';
  }

  drawingOpens(): void {
    if (this.drawings++ === 0) this.isDrawn = false;
  }

  drawingCloses(): void {
    if (this.drawings > 0 && --this.drawings === 0 && this.isDrawn) this.just = 'drawing';
  }

  formulaCloses(): void {
    this.just = 'formula';
  }

  /** @param isInked whether the text shows anything */
  text(isInked: boolean): void {
    if ((this.just === undefined && this.drawings === 0) || !isInked) return;
    this.just = undefined;
    this.isDrawn = true;
  }

  blockEnds(): void {
    this.just = undefined;
    this.drawings = 0;
  }
}
