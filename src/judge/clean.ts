/** Cleaning: a document and compiled rules in, the article and a verdict for each block out. */
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
 * Learned rules may take this share of the prose that everything else leaves: a short article in long furniture comes
 * close to it, and what lies beyond is an article whose every paragraph was learned by mistake.
 */
const LEARNED_SHARE = 0.95;

/** Where a model takes all but this share of the prose that rules leave, what is left is more likely a notice than the article. */
const ARTICLE_SHARE = 0.1;
/** Less prose is no article that could be missed. */
const ARTICLE_WORDS = 100;

/**
 * Cleans a document. Nothing is rewritten: what is removed is named, with its reason, in the verdicts.
 *
 * Guards keep more than the rules say, and the article's notes tell where they did. Where learned rules would take
 * nearly all of the prose, none of them is applied to this document. Where a model would leave next to nothing of it, the
 * document is judged again without it; and a document that would come out empty all the same is kept whole.
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

/** Cleans a document of which the rules' hits are known (`findHits`). */
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

/** Whether next to nothing is left of the prose that rules would leave: its words, not its share of a page full of comments. */
function leavesNextToNothing({ blocks }: Document, verdicts: readonly Verdict[]): boolean {
  let kept = 0;
  let taken = 0;
  for (const { block, action, reasons } of verdicts) {
    const { text } = blocks[block];
    if (isLinked(blocks[block]) || !isProse(text)) continue;
    if (action === 'keep') kept += countWords(text);
    else if (reasons.every(({ ruleId, witness }) => ruleId === undefined && witness !== 'element')) taken += countWords(text);
  }
  return taken >= ARTICLE_WORDS && kept < (kept + taken) * ARTICLE_SHARE;
}

/** Judges without the learned rules where they would take too much; a note says so. */
function judgeWithinShare(document: Document, hits: readonly Hit[], options: JudgeOptions): { verdicts: Verdict[]; note?: string } {
  const verdicts = judgeHits(document, hits, options);
  if (!hits.some(({ rule }) => isLearned(rule))) return { verdicts };
  const kept = keptProse(document, verdicts);
  // What everything else leaves is no more than all: mostly this tells that the learned rules leave enough.
  if (kept > wordsOfProse(document.blocks) * (1 - LEARNED_SHARE)) return { verdicts };
  const others = judgeHits(document, hits, { ...options, learned: false });
  const left = keptProse(document, others);
  const share = left === 0 ? 0 : 1 - kept / left;
  if (share <= LEARNED_SHARE) return { verdicts };
  return { verdicts: others, note: `learned rules would have removed ${Math.floor(share * 100)} % of the prose: not applied here` };
}

/** Words of the blocks of prose that verdicts keep. */
function keptProse({ blocks }: Document, verdicts: readonly Verdict[]): number {
  return wordsOfProse(verdicts.flatMap(({ block, action }) => (action === 'keep' ? [blocks[block]] : [])));
}

function wordsOfProse(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + (isProse(text) ? countWords(text) : 0), 0);
}
