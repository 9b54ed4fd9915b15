/** Joins lines into paragraphs, the blocks of a text. */
import type { Block } from '../../model/document.js';
import { jointOf, type KnownWord } from './hyphens.js';
import type { TextLine } from './textLine.js';

/**
 * Makes blocks of lines: a joined line extends the block of the line above.
 * @param isKnown looks up words that are divided at a line end
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
