/** Has Readability vote on a page that the rules have cleared of what misleads it. */
import type { Category } from '../model/category.js';
import type { Document } from '../model/document.js';
import { voteWithReadability } from '../read/readability.js';
import type { CompiledRules } from '../rules/compile.js';
import { judge } from './judge.js';

/** Long running text that is never the article, and that Readability takes for it where the article is short. */
const MISLEADING: ReadonlySet<Category> = new Set<Category>(['cookie', 'adblock', 'newsletter', 'comments']);

/**
 * Lets Readability vote on a page (see `voteWithReadability`); furniture that the rules are sure of is hidden from it.
 * Texts come back as they are.
 */
export async function askReadability(document: Document, rules: CompiledRules): Promise<Document> {
  if (document.format !== 'html') return document;
  const removed = judge(document, rules).filter(({ action, reasons }) => action === 'remove' && MISLEADING.has(reasons[0].category));
  return voteWithReadability(document, new Set(removed.map(({ block }) => block)));
}
