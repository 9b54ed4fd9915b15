/** Verdicts on blocks with pieces cut out of them. */
import type { Document } from '../model/document.js';
import type { Reason, Span, Verdict } from '../model/verdict.js';
import { sourceRange } from '../read/sourceRange.js';
import type { Hit } from '../rules/match/findHits.js';

/** The verdict on a block with hits inside it. Overlapping pieces are merged and carry the first one's reason. */
export function spansOf(document: Document, index: number, found: readonly { hit: Hit; reason: Reason }[]): Verdict {
  const block = document.blocks[index];
  const merged: { from: number; to: number; reason: Reason }[] = [];
  for (const { hit, reason } of found.toSorted((a, b) => (a.hit.span as [number, number])[0] - (b.hit.span as [number, number])[0])) {
    const [from, to] = hit.span as [number, number];
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to, reason });
  }
  // If nothing remains of the block, the block itself is removed.
  if (merged.length === 1 && merged[0].from === 0 && merged[0].to === block.text.length) {
    return { block: index, action: 'remove', reasons: [merged[0].reason] };
  }
  const spans: Span[] = merged.map(({ from, to, reason }) => {
    const [start, end] = sourceRange(document, block, from, to);
    return { start, end, textStart: from, textEnd: to, reason };
  });
  return { block: index, action: 'keep', spans, reasons: spans.map((span) => span.reason) };
}
