/** Compares two sets of rules by what they remove. */

import { clean } from '../judge/clean.js';
import type { Document } from '../model/document.js';
import type { Reason } from '../model/verdict.js';
import type { CompiledRules } from '../rules/match/compile.js';

/** A block, or a piece of one, that only one of the two removes. */
export interface Difference {
  readonly only: 'first' | 'second';
  readonly text: string;
  readonly reason: Reason;
}

/**
 * What only one of two rule sets removes from a document, in the document's order.
 *
 *
 * @example
 * ```ts
 * import { compileRules, diffRemovals, loadPacks, readText } from 'klartext';
 *
 * const text = readText('Die Bauarbeiten am Hafen beginnen im Mai.\n\nTextgröße ändern:');
 * const differences = diffRemovals(text, compileRules([]), compileRules(loadPacks()));
 * differences.map(({ only, text }) => [only, text]); // => [['second', 'Textgröße ändern:']]
 * ```
 */
export function diffRemovals(document: Document, first: CompiledRules, second: CompiledRules): Difference[] {
  const a = removedPieces(document, first);
  const b = removedPieces(document, second);
  const found = [
    ...[...a].flatMap(([place, piece]) => (b.has(place) ? [] : [{ only: 'first' as const, ...piece }])),
    ...[...b].flatMap(([place, piece]) => (a.has(place) ? [] : [{ only: 'second' as const, ...piece }])),
  ];
  return found.sort((x, y) => x.start - y.start).map(({ only, text, reason }) => ({ only, text, reason }));
}

interface RemovedPiece {
  readonly start: number;
  readonly text: string;
  readonly reason: Reason;
}

/** Removed blocks and spans by their range in the source. */
function removedPieces(document: Document, rules: CompiledRules): Map<string, RemovedPiece> {
  const pieces = new Map<string, RemovedPiece>();
  for (const { block, action, reasons, spans = [] } of clean(document, rules, { vote: false }).verdicts) {
    const { start, end, text } = document.blocks[block];
    if (action === 'remove') pieces.set(`${start}-${end}`, { start, text, reason: reasons[0] });
    for (const span of spans) {
      const cut = text.slice(span.textStart, span.textEnd).trim();
      pieces.set(`${span.start}-${span.end}`, { start: span.start, text: cut, reason: span.reason });
    }
  }
  return pieces;
}
