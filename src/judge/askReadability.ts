/** Has Readability vote on a page that the rules have cleared of what misleads it. */
import type { Category } from '../model/category.js';
import type { Document } from '../model/document.js';
import type { DomName } from '../readability/dom/dom.js';
import { voteWithReadability } from '../readability/voteWithReadability.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { judgeHits } from './judge.js';

/** Long running text that is never the article, and that Readability takes for it where the article is short. */
const MISLEADING: ReadonlySet<Category> = new Set<Category>(['cookie', 'adblock', 'newsletter', 'comments']);

/**
 * Lets Readability vote on a page (see `voteWithReadability`); furniture that the rules are sure of is hidden from it.
 * Texts come back as they are.
 * @param hits what the rules find in the document, where the caller knows it already
 * @param on the DOM that Readability works on
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
