/** Runs Readability on a page after the rules have hidden what would mislead it. */
import type { Category } from '../model/category.js';
import type { Document } from '../model/document.js';
import type { DomName } from '../readability/dom/dom.js';
import { voteWithReadability } from '../readability/voteWithReadability.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { judgeHits } from './judge.js';

/** Long running text that is never part of the article, but that Readability picks where the article is short. */
const MISLEADING: ReadonlySet<Category> = new Set<Category>(['cookie', 'adblock', 'newsletter', 'comments']);

/**
 * Has Readability vote on a page (see `voteWithReadability`), with furniture that the rules are sure of hidden from it.
 * Texts are returned unchanged.
 * @param hits the rules' hits in the document, if the caller already has them
 * @param on the DOM that Readability runs on
 */
export async function askReadability(
  document: Document,
  rules: CompiledRules,
  { hits, on }: { readonly hits?: readonly Hit[]; readonly on?: DomName } = {},
): Promise<Document> {
  if (document.format !== 'html') return document;
  const removed = judgeHits(document, hits ?? findHits(document, rules), {}).filter(
    ({ action, reasons }) => action === 'remove' && MISLEADING.has(reasons[0].category),
  );
  return voteWithReadability(document, new Set(removed.map(({ block }) => block)), on);
}
