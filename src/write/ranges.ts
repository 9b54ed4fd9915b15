/** The source as kept and removed ranges, which concatenate to the source. */
import type { Decision } from '../judge/kept.js';
import { expectArgument, expectDocument } from '../model/argument.js';
import type { Document } from '../model/document.js';
import type { Reason, Verdict } from '../model/verdict.js';

/** A piece of the source that is kept or removed. */
export interface SourceRange {
  /** In UTF-16 code units of the source. */
  readonly start: number;
  readonly end: number;
  /** Why the range is removed; absent if it is kept. */
  readonly removed?: Reason;
}

/**
 * Kept and removed ranges, ordered and gapless from 0 to the end of the source. Adjacent ranges with the same reason
 * are joined.
 *
 *
 * @example
 * ```ts
 * import { compileRules, judge, loadPacks, readText, sourceRanges } from 'klartext';
 *
 * const text = readText('Der Rat der Stadt tagt.\nTextgröße ändern:');
 * const ranges = sourceRanges(text, judge(text, compileRules(loadPacks())));
 * ranges.map(({ start, end, removed }) => [start, end, removed?.category]); // => [[0, 24, undefined], [24, 41, 'font-size']]
 * ```
 */
export function sourceRanges(document: Document, verdicts: readonly Verdict[]): SourceRange[] {
  expectVerdicts(document, verdicts);
  const ranges: { start: number; end: number; removed?: Reason }[] = [];
  const add = (start: number, end: number, removed?: Reason): void => {
    if (end <= start) return;
    const last = ranges.at(-1);
    if (last !== undefined && last.removed === removed && last.end === start) last.end = end;
    else ranges.push(removed === undefined ? { start, end } : { start, end, removed });
  };
  for (const verdict of verdicts) {
    const { start, end } = document.blocks[verdict.block];
    if (verdict.action === 'remove') {
      add(start, end, verdict.reasons[0]);
      continue;
    }
    let at = start;
    for (const span of verdict.spans ?? []) {
      add(at, span.start);
      add(span.start, span.end, span.reason);
      at = span.end;
    }
    add(at, end);
  }
  return ranges;
}

/**
 * The source without its removed ranges, otherwise unchanged.
 *
 *
 * @example
 * ```ts
 * import { compileRules, judge, keptSource, loadPacks, readHtml } from 'klartext';
 *
 * const page = readHtml('<p>Der Rat tagt.</p><p>Textgröße ändern:</p>');
 * keptSource(page, judge(page, compileRules(loadPacks()))); // => '<p>Der Rat tagt.</p>'
 * ```
 */
export function keptSource(document: Document, verdicts: readonly Verdict[]): string {
  expectVerdicts(document, verdicts);
  return keptOf(document, verdicts);
}

/** The source without what decisions remove. */
export function keptOf({ source, blocks }: Document, decisions: readonly Decision[]): string {
  let kept = '';
  for (const { block, action, spans = [] } of decisions) {
    if (action === 'remove') continue;
    let at = blocks[block].start;
    for (const { start, end } of spans) {
      kept += source.slice(at, start);
      at = end;
    }
    kept += source.slice(at, blocks[block].end);
  }
  return kept;
}

function expectVerdicts(document: Document, verdicts: readonly Verdict[]): void {
  expectDocument(document);
  const isTheirs = Array.isArray(verdicts) && verdicts.every((verdict) => document.blocks[verdict?.block] !== undefined);
  expectArgument(isTheirs, 'verdicts', 'the verdicts of this document, as judge and clean give them', verdicts);
}
