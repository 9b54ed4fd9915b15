/** Reads the visible text and the line breaks of a piece of markup. */
import { hasInk } from '../../text/fold.js';
import { eachPiece } from './entities.js';
import { Formulas, formulaText, isDrawing } from './formulas.js';
import { silenceOf } from './hidden.js';
import { readElements } from './nesting.js';

export interface VisibleTextSink {
  /** A run of text or a decoded character reference, with its range in the markup. */
  text(data: string, start: number, end: number, isCode: boolean): void;
  lineBreak(start: number, end: number): void;
}

const CODE = new Set('code kbd samp tt'.split(' '));

interface OpenTag {
  readonly isCode: boolean;
  readonly isSilent: boolean;
  readonly isDrawing: boolean;
}

/**
 * Passes on the visible text of a piece of markup, without scripts, hidden elements and the like. Linear in its length.
 * @param revealed the offsets of the start tags of hidden elements that are read anyway
 */
export function readVisibleText(raw: string, sink: VisibleTextSink, revealed: ReadonlySet<number>): void {
  const open: OpenTag[] = [];
  const formulas = new Formulas();
  let code = 0;
  let silent = 0;
  const put = (data: string, start: number, end: number): void => {
    formulas.text(hasInk(data));
    sink.text(data, start, end, code > 0);
  };
  readElements(raw, {
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: called for every tag of a block; its steps share the state of open elements.
    open: (type, attributes, start, end) => {
      if (type.tag === 'br' && silent === 0) sink.lineBreak(start, end);
      if (type.empty) return;
      const drawing = silent === 0 && isDrawing(type, attributes);
      const silence = silenceOf(type, attributes);
      let silences = silence === 'never' || (silence === 'hidden' && !revealed.has(start)) || formulas.isRepeated(drawing, type);
      if (!silences && drawing) formulas.drawingOpens();
      if (!silences && silent === 0 && type.tag === 'math') {
        const formula = formulaText(attributes);
        if (formula !== undefined) put(formula, start, end);
        silences = formula !== undefined;
      }
      const element = { isCode: CODE.has(type.tag), isSilent: silences, isDrawing: drawing && !silences };
      open.push(element);
      code += Number(element.isCode);
      silent += Number(element.isSilent);
    },
    close: ({ tag }) => {
      const element = open.pop();
      code -= Number(element?.isCode ?? false);
      silent -= Number(element?.isSilent ?? false);
      if (element?.isDrawing) formulas.drawingCloses();
      if (tag === 'math' && silent === 0) formulas.formulaCloses();
    },
    text: (start, end, verbatim) => {
      if (silent > 0) return;
      if (verbatim) put(raw.slice(start, end), start, end);
      else eachPiece(raw.slice(start, end), 'text', (piece, from, to) => put(piece, start + from, start + to));
    },
    comment: () => {},
  });
}
