/** Judging: one verdict a block, from the rules' hits and the reader's vote. A keep rule beats everything. */
import type { Document } from '../model/document.js';
import type { Reason, Span, Verdict } from '../model/verdict.js';
import { sourceRange } from '../read/place.js';
import type { CompiledRules } from '../rules/compile.js';
import { findHits, type Hit } from '../rules/match.js';
import { hitMessage } from './message.js';
import { type Favor, modelReasons } from './model.js';
import { voteReasons } from './vote.js';

export interface JudgeOptions {
  /** Whether Readability's vote counts, where the document carries one; true where absent. */
  readonly vote?: boolean;
  /** What the content model says (`score`): for each block the probability that it belongs to the article. */
  readonly scores?: Float32Array;
  /** Which of the model's errors weighs more; `balanced` where absent. */
  readonly favor?: Favor;
  /** Whether learned rules that nobody has approved count; true where absent. */
  readonly learned?: boolean;
}

/** Whether a hit is that of a removal rule that was learned and that nobody has approved. */
export function isLearned({ rule }: Hit): boolean {
  return rule.effect === 'remove' && rule.evidence !== undefined && rule.status !== 'approved';
}

/**
 * Judges a document.
 * @returns one verdict a block, in the blocks' order; blocks of layout are kept
 */
export function judge(document: Document, rules: CompiledRules, options: JudgeOptions = {}): Verdict[] {
  return judgeHits(document, findHits(document, rules), options);
}

/** Judges a document of which the rules' hits are known: `judge` for those who judge it more than once. */
export function judgeHits(document: Document, hits: readonly Hit[], options: JudgeOptions): Verdict[] {
  const { blocks } = document;
  const removals: Reason[][] = blocks.map(() => []);
  const protections: Reason[][] = blocks.map(() => []);
  const spans: { hit: Hit; reason: Reason }[][] = blocks.map(() => []);
  const tops: Hit[] = [];
  const counted = options.learned === false ? hits.filter((one) => !isLearned(one)) : hits;
  for (const hit of counted) {
    if (hit.rule.effect === 'keep') protections[hit.block].push(reasonOf(document, hit));
    else if (hit.rule.where === 'top') tops.push(hit);
    else if (hit.span !== undefined) spans[hit.block].push({ hit, reason: reasonOf(document, hit) });
    else removals[hit.block].push(reasonOf(document, hit));
  }
  if (options.vote !== false) {
    voteReasons(document).forEach((reason, i) => {
      if (reason !== undefined) removals[i].push(reason);
    });
  }
  if (options.scores !== undefined) {
    modelReasons(document, options.scores, counted, hits.some(isLearned), options.favor).forEach((reason, i) => {
      if (reason !== undefined) removals[i].push(reason);
    });
  }
  judgeTop(document, tops, removals, protections, (hit) => spans[hit.block].push({ hit, reason: reasonOf(document, hit) }));
  return blocks.map((block, i) => {
    const score = options.scores === undefined || block.text === '' ? {} : { score: Math.round(options.scores[i] * 1000) / 1000 };
    const kept = protections[i];
    if (kept.length > 0) return { block: i, action: 'keep', ...score, reasons: kept };
    if (block.text !== '' && removals[i].length > 0) {
      return { block: i, action: 'remove', ...score, reasons: strongestFirst(removals[i]) };
    }
    return spans[i].length > 0 ? { ...withSpans(document, i, spans[i]), ...score } : { block: i, action: 'keep', ...score, reasons: [] };
  });
}

/**
 * Rules for the top match a block that has nothing but removed blocks above it, at least one of them. A removed top
 * block makes the next one a candidate, so they are taken in order.
 */
function judgeTop(
  document: Document,
  hits: readonly Hit[],
  removals: Reason[][],
  protections: readonly Reason[][],
  addSpan: (hit: Hit) => void,
): void {
  const byBlock = new Map<number, Hit[]>();
  for (const hit of hits) byBlock.set(hit.block, [...(byBlock.get(hit.block) ?? []), hit]);
  let anyAbove = false;
  for (let i = 0; i < document.blocks.length; i++) {
    // A bare bullet is neither furniture nor article.
    if (!/[\p{L}\p{N}]/u.test(document.blocks[i].text)) continue;
    if (protections[i].length > 0) return;
    for (const hit of anyAbove ? (byBlock.get(i) ?? []) : []) {
      if (hit.span !== undefined) addSpan(hit);
      else removals[i].push(reasonOf(document, hit));
    }
    if (removals[i].length === 0) return;
    anyAbove = true;
  }
}

function reasonOf(document: Document, hit: Hit): Reason {
  return { ruleId: hit.rule.id, category: hit.rule.category, confidence: hit.rule.confidence, message: hitMessage(document, hit) };
}

/** The strongest reason first, rules before models: a rule can be read and edited. A stable sort keeps the rules' order among equals. */
function strongestFirst(reasons: readonly Reason[]): Reason[] {
  const isModel = ({ model }: Reason) => Number(model !== undefined);
  return reasons.toSorted((a, b) => isModel(a) - isModel(b) || b.confidence - a.confidence);
}

/** A kept block with pieces cut out; where pieces overlap, they become one with the first one's reason. */
function withSpans(document: Document, index: number, found: readonly { hit: Hit; reason: Reason }[]): Verdict {
  const block = document.blocks[index];
  const merged: { from: number; to: number; reason: Reason }[] = [];
  for (const { hit, reason } of found.toSorted((a, b) => (a.hit.span as [number, number])[0] - (b.hit.span as [number, number])[0])) {
    const [from, to] = hit.span as [number, number];
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to, reason });
  }
  // Nothing left of the block: then the block itself is what is removed.
  if (merged.length === 1 && merged[0].from === 0 && merged[0].to === block.text.length) {
    return { block: index, action: 'remove', reasons: [merged[0].reason] };
  }
  const spans: Span[] = merged.map(({ from, to, reason }) => {
    const [start, end] = sourceRange(document, block, from, to);
    return { start, end, textStart: from, textEnd: to, reason };
  });
  return { block: index, action: 'keep', spans, reasons: spans.map((span) => span.reason) };
}
