/** The article's body as the page declares it for machines, in place of the visible one. */
import type { Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';

/** The source of the article's body: what the page shows, or what its JSON-LD declares if that is clearly more. */
export const BODIES = ['visible', 'declared'] as const;

export type Body = (typeof BODIES)[number];

/**
 * The article with the declared text as its body, if the page shows clearly less. Its verdicts still describe the
 * visible blocks.
 */
export function withDeclaredBody({ declared }: Document, article: CleanArticle): CleanArticle {
  return declared === undefined ? article : { ...article, body: declared.join('\n\n'), bodyFrom: 'declared' };
}
