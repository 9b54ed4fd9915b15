/** The forms in which a cleaned document is written. */

import type { UnnamedArticle } from '../judge/article.js';
import type { Decision } from '../judge/kept.js';
import { expectArticle, expectChoice, expectDocument } from '../model/argument.js';
import type { Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';
import { toMarkdown } from './markdown/markdown.js';
import { keptOf } from './ranges.js';

/** The forms in which a cleaned document is written (`write`). */
export const OUTPUT_FORMATS = ['txt', 'md', 'json', 'jsonl', 'html'] as const;

/** One of `OUTPUT_FORMATS`. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/**
 * Writes a cleaned document, including a final line end.
 *
 * `txt` is the body alone; `md` has front matter; `json` and `jsonl` contain the article with its verdicts; `html` is
 * the source with the removed ranges cut out, otherwise unchanged (also for a text).
 *
 *
 * @example
 * ```ts
 * import { clean, compileRules, loadPacks, readHtml, write } from 'klartext';
 *
 * const page = readHtml('<p>Der <b>Rat</b> tagt.</p><p>Textgröße ändern:</p>', { id: 'page-1' });
 * const article = clean(page, compileRules(loadPacks()));
 * write(page, article, 'txt'); // => 'Der Rat tagt.\n'
 * write(page, article, 'html'); // => '<p>Der <b>Rat</b> tagt.</p>'
 * ```
 */
export function write(document: Document, article: CleanArticle, format: OutputFormat): string {
  expectDocument(document);
  expectArticle(article);
  expectChoice(format, OUTPUT_FORMATS, 'format');
  if (format === 'json') return `${JSON.stringify(articleRecord(document, article), null, 2)}\n`;
  if (format === 'jsonl') return `${JSON.stringify(articleRecord(document, article))}\n`;
  return writeKept(document, article, format, () => article.verdicts);
}

/**
 * Writes what is kept of a document, in a form that needs no reasons.
 * @param decisions makes what is decided on each block, for the forms that need it
 */
export function writeKept(
  document: Document,
  article: UnnamedArticle,
  format: 'txt' | 'md' | 'html',
  decisions: () => readonly Decision[],
): string {
  if (format === 'md') return toMarkdown(document, article, decisions());
  if (format === 'html') return keptOf(document, decisions());
  return article.body === '' ? '' : `${article.body}\n`;
}

/** The article with the range, kind and text of each judged block in its verdict. */
export function articleRecord(document: Document, article: CleanArticle): CleanArticle {
  const { verdicts, ...rest } = article;
  return {
    ...rest,
    verdicts: verdicts
      .filter(({ block }) => document.blocks[block].text !== '')
      .map((verdict) => {
        const { start, end, kind, text } = document.blocks[verdict.block];
        return { ...verdict, start, end, kind, text };
      }),
  };
}
