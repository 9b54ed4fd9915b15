/** Figures that show text instead of a picture: a quotation, code, a table. What they say below it belongs to it. */
import type { Block, BlockKind } from '../../model/document.js';
import { CHILD, isWithin } from '../../model/elementPath.js';

const TEXTS: ReadonlySet<BlockKind> = new Set<BlockKind>(['quote', 'code', 'cell']);
const FIGURE = `${CHILD}figure`;
const QUOTATION = / > blockquote(?=[ #.[]|$)/u;

/**
 * The positions that are in no such figure. Linear in the blocks of the figures.
 * @param blocks those of a page that have text
 * @param positions some of them, in ascending order
 */
export function outsideContentFigures(blocks: readonly Block[], positions: readonly number[]): readonly number[] {
  let end = 0;
  let showsText = false;
  return positions.filter((at) => {
    if (at < end) return !showsText;
    const figure = figureAround(blocks[at].path ?? '');
    if (figure === undefined) return true;
    const isIn = (i: number) => i >= 0 && i < blocks.length && isWithin(blocks[i].path ?? '', figure);
    let first = at;
    while (isIn(first - 1)) first--;
    end = at + 1;
    while (isIn(end)) end++;
    showsText = blocks.slice(first, end).some(({ kind, path = '' }) => TEXTS.has(kind) || QUOTATION.test(path.slice(figure.length)));
    return !showsText;
  });
}

/** The path of the innermost figure on a path; undefined if there is none. */
function figureAround(path: string): string | undefined {
  for (let at = path.lastIndexOf(FIGURE); at >= 0; at = path.lastIndexOf(FIGURE, at - 1)) {
    const tagEnd = at + FIGURE.length;
    const next = path.indexOf(CHILD, tagEnd);
    const end = next < 0 ? path.length : next;
    if (tagEnd === end || /[#.[]/u.test(path[tagEnd])) return path.slice(0, end);
  }
  return undefined;
}
