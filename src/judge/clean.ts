/** Cleaning: a document and compiled rules in, the article and a verdict for each block out. */
import type { Document } from '../model/document.js';
import type { CleanArticle, Verdict } from '../model/verdict.js';
import type { CompiledRules } from '../rules/compile.js';
import { type JudgeOptions, judge } from './judge.js';
import { keptParagraphs } from './paragraphs.js';

/**
 * Cleans a document. Nothing is rewritten: what is removed is named, with its reason, in the verdicts.
 *
 * A document that would come out empty is kept instead, and its notes say so: first what only a model spoke
 * against, then everything.
 */
export function clean(document: Document, rules: CompiledRules, options: JudgeOptions = {}): CleanArticle {
  const notes: string[] = [];
  let verdicts = judge(document, rules, options);
  let paragraphs = keptParagraphs(document, verdicts);
  const isEmpty = () => paragraphs.length === 0 && document.blocks.some((block) => block.text !== '');
  const isVoted = options.vote !== false && document.blocks.some((block) => block.main !== undefined);
  if (isEmpty() && (isVoted || options.scores !== undefined)) {
    verdicts = judge(document, rules, { vote: false });
    paragraphs = keptParagraphs(document, verdicts);
    notes.push(`nothing was left of the article as ${isVoted ? 'Readability' : 'the model'} sees it: judged by rules alone`);
  }
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
