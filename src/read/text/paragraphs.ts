/** From lines to paragraphs: the blocks of a text. */
import type { Block } from '../../model/document.js';
import { jointOf, type KnownWord } from './hyphens.js';
import type { TextLine } from './textLine.js';

/**
 * The blocks that lines make: each of those that are joined to the line above lengthens its block.
 * @param isKnown asked for words that a line end has divided
 */
export function paragraphsOf(lines: readonly TextLine[], joined: readonly boolean[], isKnown: KnownWord): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const { start } = lines[i];
    const parts = [lines[i].text];
    while (++i < lines.length && joined[i]) {
      const { between, isHyphenDropped } = jointOf(lines[i - 1].text, lines[i].body, isKnown);
      if (isHyphenDropped) parts.push((parts.pop() as string).slice(0, -1));
      parts.push(between, lines[i].body);
    }
    const text = parts.join('');
    blocks.push({ start, end: lines[i - 1].end, kind: text === '' ? 'blank' : 'line', text });
  }
  return blocks;
}
