/** Judging: one verdict per block, from everything that witnesses say of it. A keep rule overrides all others. */
import { expectDocument, expectOptions } from '../model/argument.js';
import { type Document, isLayout } from '../model/document.js';
import type { Reason, Verdict } from '../model/verdict.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { hitReason } from './category/message.js';
import type { JudgeOptions } from './options.js';
import { spansOf } from './spans.js';
import { Testimonies } from './witnesses/testimonies.js';
import { judgeTop } from './witnesses/top.js';
import { isParagraph, outweighs } from './witnesses/weigh.js';

/**
 * Judges a document.
 * @returns one verdict per block, in the order of the blocks; layout blocks are kept
 *
 *
 * @example
 * ```ts
 * import { compileRules, judge, loadPacks, readText } from 'klartext';
 *
 * const text = readText('Die Bauarbeiten am Hafen beginnen im Mai.\nTextgröße ändern:');
 * const verdicts = judge(text, compileRules(loadPacks()));
 * verdicts.map(({ action }) => action); // => ['keep', 'remove']
 * ```
 */
export function judge(document: Document, rules: CompiledRules, options: JudgeOptions = {}): Verdict[] {
  expectDocument(document);
  expectOptions(options);
  return judgeHits(document, findHits(document, rules), options);
}

/** Judges a document whose hits are known, for callers that judge it more than once. */
export function judgeHits(document: Document, hits: readonly Hit[], options: JudgeOptions): Verdict[] {
  const { blocks } = document;
  const testimonies = new Testimonies(document, hits, options);
  const removed = decide(document, testimonies);
  const spans: { hit: Hit; reason: Reason }[][] = blocks.map(() => []);
  for (const hit of testimonies.statements.spans) spans[hit.block].push({ hit, reason: hitReason(document, hit) });
  judgeTop(document, testimonies, removed, (hit) => spans[hit.block].push({ hit, reason: hitReason(document, hit) }));
  return blocks.map((block, i) => {
    if (isLayout(block)) return { block: i, action: 'keep', reasons: [] };
    const score = options.scores === undefined ? {} : { score: Math.round(options.scores[i] * 1000) / 1000 };
    const keeping = testimonies.statements.protections[i];
    const { against, for: speakFor } = testimonies.of(i);
    const verdict = (action: Verdict['action'], reasons: readonly Reason[], overruled: readonly Reason[]): Verdict => ({
      block: i,
      action,
      ...score,
      reasons: strongestFirst(reasons),
      ...(overruled.length === 0 ? {} : { overruled: strongestFirst(overruled) }),
    });
    if (keeping.length > 0) return verdict('keep', keeping, against);
    if (removed[i]) return verdict('remove', against, speakFor);
    if (spans[i].length > 0) return { ...spansOf(document, i, spans[i]), ...score };
    return verdict('keep', against.length > 0 ? speakFor : [], against);
  });
}

/**
 * For each block, whether it is removed. A section ends before its first kept paragraph: what follows is no longer part
 * of it.
 */
function decide({ blocks }: Document, testimonies: Testimonies): boolean[] {
  return blocks.map((block, i) => {
    if (isLayout(block) || testimonies.statements.protections[i].length > 0) return false;
    const isRemoved = outweighs(block, testimonies.of(i));
    if (!isRemoved && isParagraph(block)) testimonies.endSections(i);
    return isRemoved;
  });
}

/**
 * Strongest reason first, and rules before models, because people can read and edit a rule. The sort is stable, so
 * equal reasons keep the order of the rules.
 */
function strongestFirst(reasons: readonly Reason[]): Reason[] {
  const isModel = ({ ruleId }: Reason) => Number(ruleId === undefined);
  return reasons.toSorted((a, b) => isModel(a) - isModel(b) || b.confidence - a.confidence);
}
