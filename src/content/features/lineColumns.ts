/** Columns of lines of text: indents, bullets, blank lines around. */
import type { Document } from '../../model/document.js';
import type { Columns } from './columns.js';
import type { Rows } from './rows.js';

const BULLETS = '*+-o•·–#|';

export function addLines(columns: Columns, document: Document, rows: Rows): void {
  const indent = columns.add('indent');
  const bullet = columns.add('bullet');
  const blankAbove = columns.add('blank-above');
  const blankBelow = columns.add('blank-below');
  const gaps = columns.add('inner-gap');
  const { blocks, source, layout = 'lines' } = document;
  const isLines = layout === 'lines';
  for (let row = 0; row < rows.count; row++) {
    const at = rows.blocks[row];
    const { start, text, end } = blocks[at];
    let first = start;
    while (first < end && source.charCodeAt(first) <= 32) first++;
    indent[row] = first - start;
    bullet[row] = text.length > 1 && text.charCodeAt(1) <= 32 ? BULLETS.indexOf(text[0]) + 1 : 0;
    blankAbove[row] = at - (row === 0 ? -1 : rows.blocks[row - 1]) - 1;
    blankBelow[row] = (row + 1 === rows.count ? blocks.length : rows.blocks[row + 1]) - at - 1;
    gaps[row] = end - start - text.length - (isLines ? 0 : wrapSpace(source, start, end));
  }
}

/** White space at line ends inside a block, including quotation marks of mail, beyond one space for each line end. */
function wrapSpace(source: string, start: number, end: number): number {
  let space = 0;
  for (let at = start; at < end; ) {
    const from = at;
    let isBroken = false;
    while (at < end && (isSpace(source, at) || (isBroken && source[at] === '>'))) {
      isBroken ||= source[at] === '\n' || source[at] === '\r';
      at++;
    }
    if (isBroken && at < end) space += at - from - 1;
    if (at === from) at++;
  }
  return space;
}

function isSpace(source: string, at: number): boolean {
  return source.charCodeAt(at) <= 32;
}
