/** Inline markup of a block: line breaks, code, and the text before its white space was collapsed. */
import type { Block, Document } from '../model/document.js';
import { foldSpaceMapped } from '../text/fold.js';
import { readVisibleText } from './html/visibleText.js';
import { revealedIn } from './revealedIn.js';

export interface InlineMarkup {
  /** The text with its original white space. */
  readonly unfolded: string;
  /** The positions in the block's text of spaces that represent a line break. */
  readonly breaks: ReadonlySet<number>;
  /** The ranges of the block's text that are code. */
  readonly code: readonly (readonly [number, number])[];
}

/** Reads the inline markup of a page's block; undefined for texts, and if the source does not reproduce the block's text. */
export function readInlineMarkup(document: Document, block: Block): InlineMarkup | undefined {
  if (document.format === 'text') return undefined;
  const { text: unfolded, breakAt, codeAt } = unfold(document.source.slice(block.start, block.end), revealedIn(document, block));
  const { text, positions } = foldSpaceMapped(unfolded);
  if (text !== block.text) return undefined;
  const breaks = new Set<number>();
  const code: [number, number][] = [];
  positions.forEach((position, i) => {
    const end = positions[i + 1] ?? unfolded.length;
    if (text[i] === ' ') for (let at = position; at < end; at++) if (breakAt.has(at)) breaks.add(i);
    if (!codeAt[position]) return;
    const last = code.at(-1);
    if (last?.[1] === i) last[1] = i + 1;
    else code.push([i, i + 1]);
  });
  return { unfolded, breaks, code };
}

interface UnfoldedText {
  readonly text: string;
  readonly breakAt: ReadonlySet<number>;
  readonly codeAt: readonly boolean[];
}

function unfold(raw: string, revealed: ReadonlySet<number>): UnfoldedText {
  let text = '';
  const breakAt = new Set<number>();
  const codeAt: boolean[] = [];
  const put = (data: string, isCode: boolean): void => {
    text += data;
    for (let i = 0; i < data.length; i++) codeAt.push(isCode);
  };
  readVisibleText(
    raw,
    {
      text: (data, _start, _end, isCode) => put(data, isCode),
      lineBreak: () => {
        breakAt.add(text.length);
        put('\n', false);
      },
    },
    revealed,
  );
  return { text, breakAt, codeAt };
}
