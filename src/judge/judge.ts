/** Judging: one verdict per block, from everything that witnesses say of it. A keep rule overrides all others. */
import { expectDocument, expectOptions } from '../model/argument.js';
import type { Document } from '../model/document.js';
import type { Verdict } from '../model/verdict.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { LAYOUT, PARAGRAPH } from './blockColumns.js';
import { Judgement } from './judgement.js';
import { keepCaptions } from './keepCaptions.js';
import { verdictsOf } from './naming.js';
import type { JudgeOptions } from './options.js';
import { BY_ELEMENT } from './witnesses/kinds.js';
import { judgeEchoes, judgeRepeats } from './witnesses/repeats.js';
import { Testimonies } from './witnesses/testimonies.js';
import { judgeTop } from './witnesses/top.js';
import { outweighs, type Testimony } from './witnesses/weigh.js';

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
  const judgement = judgeHits(document, findHits(document, rules), options);
  return verdictsOf(options.captions === 'keep' ? keepCaptions(judgement) : judgement);
}

/**
 * Judges a document whose hits are known (`findHits`). The reasons of the result have no names yet, and captions go.
 *
 * A section ends before its first kept paragraph: what follows is no longer part of it.
 */
export function judgeHits(document: Document, hits: readonly Hit[], options: JudgeOptions): Judgement {
  const testimonies = new Testimonies(document, hits, options);
  const { columns, isProtected } = testimonies.statements;
  const { shapes } = columns;
  const removed = new Uint8Array(shapes.length);
  for (let i = 0; i < shapes.length; i++) {
    if ((shapes[i] & LAYOUT) !== 0 || isProtected[i] === 1) continue;
    const isParagraph = (shapes[i] & PARAGRAPH) !== 0;
    const testimony = testimonies.collect(i);
    if (testimony !== undefined && outweighs(isParagraph, testimony) && !isSaved(i, isParagraph, testimony, testimonies)) removed[i] = 1;
    else if (isParagraph) testimonies.endSections(i);
  }
  // What protected blocks are protected from is asked last, when it is known which sections have ended.
  for (let i = 0; i < shapes.length; i++) if (isProtected[i] === 1) testimonies.collect(i);
  judgeRepeats(testimonies, removed);
  judgeEchoes(testimonies, removed);
  judgeTop(testimonies, removed);
  return new Judgement(document, options.scores, testimonies, removed);
}

/**
 * Whether a block stays because the page declares it as part of its article. That is looked up only where it decides,
 * since it takes longer than everything else; it never speaks against a block.
 */
function isSaved(block: number, isParagraph: boolean, testimony: Testimony, { markup }: Testimonies): boolean {
  return !outweighs(isParagraph, { ...testimony, for: testimony.for | BY_ELEMENT }) && markup.isDeclared(block);
}
