/** What a reader sees of a piece of markup, in order: its text and its line breaks. */
import { isHidden } from './elements.js';
import { eachPiece } from './entities.js';
import { readElements } from './nesting.js';

export interface ShownSink {
  /** A run of text, or what one reference stands for, with its range in the markup. */
  text(data: string, start: number, end: number, isCode: boolean): void;
  lineBreak(start: number, end: number): void;
}

const CODE = new Set('code kbd samp tt'.split(' '));

/** Tells what is shown of a piece of markup; scripts, hidden elements and the like are not. Linear in its length. */
export function readShown(raw: string, sink: ShownSink): void {
  const open: { readonly isCode: boolean; readonly isSilent: boolean }[] = [];
  let code = 0;
  let silent = 0;
  readElements(raw, {
    open: (type, attributes, start, end) => {
      if (type.tag === 'br' && silent === 0) sink.lineBreak(start, end);
      if (type.empty) return;
      const element = { isCode: CODE.has(type.tag), isSilent: type.silent || isHidden(attributes) };
      open.push(element);
      code += Number(element.isCode);
      silent += Number(element.isSilent);
    },
    close: () => {
      const element = open.pop();
      code -= Number(element?.isCode ?? false);
      silent -= Number(element?.isSilent ?? false);
    },
    text: (start, end, verbatim) => {
      if (silent > 0) return;
      if (verbatim) sink.text(raw.slice(start, end), start, end, code > 0);
      else eachPiece(raw, start, end, 'text', (data, from, to) => sink.text(data, from, to, code > 0));
    },
    comment: () => {},
  });
}
