/** The article as its page declares it for machines, in place of what the page shows of it. */
import type { Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';

/** Which text is the article's body: what the page shows, or what it declares where that is clearly more. */
export const BODIES = ['visible', 'declared'] as const;

export type Body = (typeof BODIES)[number];

/** The article with the declared text as its body where the page shows clearly less; its verdicts stay those of what is shown. */
export function withDeclaredBody({ declared }: Document, article: CleanArticle): CleanArticle {
  return declared === undefined ? article : { ...article, body: declared.join('\n\n'), bodyFrom: 'declared' };
}
