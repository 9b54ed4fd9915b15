/** The forms in which a cleaned document is written. */
import { expectArticle, expectChoice, expectDocument } from '../model/argument.js';
import type { Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';
import { toMarkdown } from './markdown/markdown.js';
import { keptSource } from './ranges.js';

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
  switch (format) {
    case 'txt':
      return article.body === '' ? '' : `${article.body}\n`;
    case 'md':
      return toMarkdown(document, article);
    case 'json':
      return `${JSON.stringify(articleRecord(document, article), null, 2)}\n`;
    case 'jsonl':
      return `${JSON.stringify(articleRecord(document, article))}\n`;
    case 'html':
      return keptSource(document, article.verdicts);
  }
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
