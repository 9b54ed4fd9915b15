/**
 * Formulas in the line. Pages give them twice, as MathML for machines and as a drawing of letters that is hidden from
 * screen readers, whichever comes first: one of the two is read.
 */
import { hasInk } from '../../text/fold.js';
import type { AttributeReader } from './attributes.js';
import type { ElementType } from './elements.js';

/** How Mediawiki's own frame around each formula begins; it ends with the brace. */
const STYLED = /^\{\\(?:displaystyle|textstyle)\s/u;

/** What a formula says in the line, where its markup gives that; undefined where its text does. */
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

/** What has just been read in the line, with nothing behind it: a formula or its drawing. */
export class Formulas {
  private just: 'formula' | 'drawing' | undefined;
  private drawings = 0;
  private isDrawn = false;

  /** Whether an element says again what stands right before it. */
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

  text(data: string): void {
    if ((this.just === undefined && this.drawings === 0) || !hasInk(data)) return;
    this.just = undefined;
    this.isDrawn = true;
  }

  blockEnds(): void {
    this.just = undefined;
    this.drawings = 0;
  }
}
