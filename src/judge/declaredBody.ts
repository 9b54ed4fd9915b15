/** The article's body as the page declares it for machines, in place of the visible one. */
import { expectDocument } from '../model/argument.js';
import type { Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';
import type { UnnamedArticle } from './article.js';

/** The source of the article's body: what the page shows, or what its JSON-LD declares if that is clearly more. */
export const BODIES = ['visible', 'declared'] as const;

/** One of `BODIES`. */
export type Body = (typeof BODIES)[number];

/**
 * The article with the declared text as its body, if the page shows clearly less. Its verdicts still describe the
 * visible blocks.
 *
 *
 * @example
 * ```ts
 * import { clean, compileRules, readHtml, withDeclaredBody } from 'klartext';
 *
 * const articleBody = 'Die Bauarbeiten am Hafen beginnen im Mai, teilte die Stadt mit. '.repeat(20);
 * const declared = JSON.stringify({ '@type': 'NewsArticle', articleBody });
 * const page = readHtml(`<script type="application/ld+json">${declared}</script><p>Nur für Abonnenten.</p>`);
 * const article = clean(page, compileRules([]));
 * article.body; // => 'Nur für Abonnenten.'
 * withDeclaredBody(page, article).body.length > 1000; // => true
 * ```
 */
export function withDeclaredBody(document: Document, article: CleanArticle): CleanArticle {
  expectDocument(document);
  return bodyAsDeclared(document, article);
}

/** The same for an article with or without verdicts. */
export function bodyAsDeclared<A extends UnnamedArticle>({ declared }: Document, article: A): A {
  return declared === undefined ? article : { ...article, body: declared.join('\n\n'), bodyFrom: 'declared' };
}
