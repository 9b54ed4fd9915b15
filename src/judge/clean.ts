/** Cleaning: takes a document and compiled rules, returns the article and a verdict for each block. */
import { expectDocument, expectOptions } from '../model/argument.js';
import type { Document } from '../model/document.js';
import { isLearned } from '../model/rule.js';
import type { CleanArticle } from '../model/verdict.js';
import { PROSE } from '../read/table/shapes.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { namedArticle, type UnnamedArticle, unnamedArticle } from './article.js';
import { LINKED } from './blockColumns.js';
import { judgeHits } from './judge.js';
import { Judgement } from './judgement.js';
import { keepCaptions } from './keepCaptions.js';
import { keptParagraphs } from './kept.js';
import type { JudgeOptions } from './options.js';
import { BY_ELEMENT } from './witnesses/kinds.js';
import { against, kindsOf } from './witnesses/observations.js';
import type { Testimonies } from './witnesses/testimonies.js';

/**
 * Learned rules may remove at most this share of the prose that everything else leaves. A short article in long
 * furniture comes close to it; above it, the article's own paragraphs must have been learned by mistake.
 */
const LEARNED_SHARE = 0.95;

/**
 * If the model leaves less than this share of the prose that rules leave, what remains is more likely a notice than the
 * article.
 */
const NOTICE_SHARE = 0.1;
/** With fewer words of prose removed there was no article that the model could have missed. */
const MISSED_WORDS = 100;

/**
 * Cleans a document. Nothing is rewritten: every removal is listed in the verdicts with its reason.
 *
 * Three guards keep more than the verdicts alone would, and the article's notes mention each use. Learned rules that
 * would remove nearly all of the prose are not applied to the document. If the model would leave next to nothing of the
 * prose, the document is judged again without it. A document that would still come out empty is kept whole.
 *
 *
 * @example
 * ```ts
 * import { clean, compileRules, loadPacks, readText } from 'klartext';
 *
 * const rules = compileRules(loadPacks());
 * const article = clean(readText('Die Bauarbeiten am Hafen beginnen im Mai.\n\nTextgröße ändern:'), rules);
 * article.body; // => 'Die Bauarbeiten am Hafen beginnen im Mai.'
 * article.verdicts[2].reasons[0].category; // => 'font-size'
 * ```
 */
export function clean(document: Document, rules: CompiledRules, options: JudgeOptions = {}): CleanArticle {
  expectDocument(document);
  expectOptions(options);
  const { article, judgement } = cleanHits(document, findHits(document, rules), options);
  return namedArticle(article, judgement);
}

/** An article, and the judgement that names its verdicts. */
export interface JudgedArticle {
  readonly article: UnnamedArticle;
  readonly judgement: Judgement;
}

/** Cleans a document whose hits are known (`findHits`). */
export function cleanHits(document: Document, hits: readonly Hit[], options: JudgeOptions): JudgedArticle {
  const notes: string[] = [];
  let { judgement, note } = judgeWithinShare(document, hits, options);
  let paragraphs = keptParagraphs(judgement);
  const isEmpty = () => paragraphs.length === 0 && document.blocks.some((block) => block.text !== '');
  const isVoted = options.vote !== false && document.blocks.some((block) => block.main !== undefined);
  if (isVoted || options.scores !== undefined) {
    const isBare = isEmpty();
    if (isBare || leavesNextToNothing(judgement)) {
      ({ judgement, note } = judgeWithinShare(document, hits, { vote: false }));
      paragraphs = keptParagraphs(judgement);
      notes.push(noteOnModel(isBare ? 'nothing' : 'next to nothing', isVoted));
    }
  }
  if (note !== undefined) notes.push(note);
  if (isEmpty()) {
    judgement = new Judgement(document, undefined, undefined, new Uint8Array(document.blocks.length));
    paragraphs = keptParagraphs(judgement);
    notes.push('the rules would have removed everything: kept whole');
  }
  // After the guards: what they decide must not depend on captions.
  if (options.captions === 'keep') {
    judgement = keepCaptions(judgement);
    paragraphs = keptParagraphs(judgement);
  }
  return { article: unnamedArticle(judgement, paragraphs, notes), judgement };
}

function noteOnModel(left: string, isVoted: boolean): string {
  return `${left} was left of the article as ${isVoted ? 'Readability' : 'the model'} sees it: judged by rules alone`;
}

/**
 * Whether next to nothing remains of the prose that rules would leave. Compares words of prose, since comments may be
 * most of a page.
 */
function leavesNextToNothing(judgement: Judgement): boolean {
  const { words, shapes } = judgement.columns;
  let kept = 0;
  let taken = 0;
  for (let i = 0; i < shapes.length; i++) {
    if ((shapes[i] & (LINKED | PROSE)) !== PROSE) continue;
    if (!judgement.isRemoved(i)) kept += words[i];
    else if (isTakenByModelsAlone(judgement, i)) taken += words[i];
  }
  return taken >= MISSED_WORDS && kept < (kept + taken) * NOTICE_SHARE;
}

/** Whether neither a rule nor the markup speaks against a removed block. */
function isTakenByModelsAlone(judgement: Judgement, block: number): boolean {
  const testimonies = judgement.testimonies as Testimonies;
  const isByElement = (kindsOf(against(testimonies.said[block])) & BY_ELEMENT) !== 0;
  return !isByElement && judgement.cutsOf(block) === undefined && testimonies.hitsAgainst(block).length === 0;
}

/** Judges, but ignores the learned rules if they would remove too much, and adds a note in that case. */
function judgeWithinShare(document: Document, hits: readonly Hit[], options: JudgeOptions): { judgement: Judgement; note?: string } {
  const judgement = judgeHits(document, hits, options);
  if (!hits.some(({ rule }) => isLearned(rule))) return { judgement };
  const kept = proseOf(judgement, (i) => !judgement.isRemoved(i));
  // All prose is an upper bound of what everything else leaves: usually this comparison settles it without judging twice.
  if (kept > proseOf(judgement, () => true) * (1 - LEARNED_SHARE)) return { judgement };
  const others = judgeHits(document, hits, { ...options, learned: false });
  const left = proseOf(others, (i) => !others.isRemoved(i));
  const share = left === 0 ? 0 : 1 - kept / left;
  if (share <= LEARNED_SHARE) return { judgement };
  return { judgement: others, note: `learned rules would have removed ${Math.floor(share * 100)} % of the prose: not applied here` };
}

/** The number of words in a document's blocks of prose, of those that are chosen. */
function proseOf({ columns: { words, shapes } }: Judgement, isCounted: (block: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < shapes.length; i++) if ((shapes[i] & PROSE) !== 0 && isCounted(i)) sum += words[i];
  return sum;
}
