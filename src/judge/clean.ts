/** Cleaning: takes a document and compiled rules, returns the article and a verdict for each block. */
import { expectDocument, expectOptions } from '../model/argument.js';
import { type Block, type Document, isLinked } from '../model/document.js';
import { isLearned } from '../model/rule.js';
import type { CleanArticle, Verdict } from '../model/verdict.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { countWords, isProse } from '../text/shape.js';
import { judgeHits } from './judge.js';
import { keptParagraphs } from './kept.js';
import type { JudgeOptions } from './options.js';

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
  return cleanHits(document, findHits(document, rules), options);
}

/** Cleans a document whose hits are known (`findHits`). */
export function cleanHits(document: Document, hits: readonly Hit[], options: JudgeOptions): CleanArticle {
  const notes: string[] = [];
  let { verdicts, note } = judgeWithinShare(document, hits, options);
  let paragraphs = keptParagraphs(document, verdicts);
  const isEmpty = () => paragraphs.length === 0 && document.blocks.some((block) => block.text !== '');
  const isVoted = options.vote !== false && document.blocks.some((block) => block.main !== undefined);
  if (isVoted || options.scores !== undefined) {
    const isBare = isEmpty();
    if (isBare || leavesNextToNothing(document, verdicts)) {
      ({ verdicts, note } = judgeWithinShare(document, hits, { vote: false }));
      paragraphs = keptParagraphs(document, verdicts);
      notes.push(noteOnModel(isBare ? 'nothing' : 'next to nothing', isVoted));
    }
  }
  if (note !== undefined) notes.push(note);
  if (isEmpty()) {
    verdicts = document.blocks.map((_, block): Verdict => ({ block, action: 'keep', reasons: [] }));
    paragraphs = keptParagraphs(document, verdicts);
    notes.push('the rules would have removed everything: kept whole');
  }
  const { id, site, meta } = document;
  const { title } = meta;
  return {
    id,
    ...(site === undefined ? {} : { site }),
    ...(title === undefined ? {} : { title }),
    body: paragraphs.join('\n\n'),
    meta,
    verdicts,
    notes,
  };
}

function noteOnModel(left: string, isVoted: boolean): string {
  return `${left} was left of the article as ${isVoted ? 'Readability' : 'the model'} sees it: judged by rules alone`;
}

/**
 * Whether next to nothing remains of the prose that rules would leave. Compares words of prose, since comments may be
 * most of a page.
 */
function leavesNextToNothing({ blocks }: Document, verdicts: readonly Verdict[]): boolean {
  let kept = 0;
  let taken = 0;
  for (const { block, action, reasons } of verdicts) {
    const { text } = blocks[block];
    if (isLinked(blocks[block]) || !isProse(text)) continue;
    if (action === 'keep') kept += countWords(text);
    else if (reasons.every(({ ruleId, witness }) => ruleId === undefined && witness !== 'element')) taken += countWords(text);
  }
  return taken >= MISSED_WORDS && kept < (kept + taken) * NOTICE_SHARE;
}

/** Judges, but ignores the learned rules if they would remove too much, and adds a note in that case. */
function judgeWithinShare(document: Document, hits: readonly Hit[], options: JudgeOptions): { verdicts: Verdict[]; note?: string } {
  const verdicts = judgeHits(document, hits, options);
  if (!hits.some(({ rule }) => isLearned(rule))) return { verdicts };
  const kept = keptProse(document, verdicts);
  // All prose is an upper bound of what everything else leaves: usually this comparison settles it without judging twice.
  if (kept > wordsOfProse(document.blocks) * (1 - LEARNED_SHARE)) return { verdicts };
  const others = judgeHits(document, hits, { ...options, learned: false });
  const left = keptProse(document, others);
  const share = left === 0 ? 0 : 1 - kept / left;
  if (share <= LEARNED_SHARE) return { verdicts };
  return { verdicts: others, note: `learned rules would have removed ${Math.floor(share * 100)} % of the prose: not applied here` };
}

/** The number of words in the blocks of prose that the verdicts keep. */
function keptProse({ blocks }: Document, verdicts: readonly Verdict[]): number {
  return wordsOfProse(verdicts.flatMap(({ block, action }) => (action === 'keep' ? [blocks[block]] : [])));
}

function wordsOfProse(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + (isProse(text) ? countWords(text) : 0), 0);
}
