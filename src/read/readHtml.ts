/** Reads a page into blocks that cover its whole source, and metadata. */
import { expectInput, expectOptions } from '../model/argument.js';
import type { Document } from '../model/document.js';
import { unshownWords } from './declared.js';
import { readPage, withSource } from './html/pageSource.js';
import { scanHtml } from './html/scan.js';
import { readMetadata } from './metadata.js';
import type { ReadOptions } from './readText.js';
import { allTitles } from './titles.js';

/** How much of a page's end is searched for a tag that is cut off. */
const TAIL = 2000;

/**
 * Reads a page without running scripts, fetching anything or building a DOM.
 * @param input a string, or bytes (decoded by byte order mark, as valid UTF-8, by the declared charset, or as
 *   windows-1252)
 * @throws NotTextError for binary data
 *
 *
 * @example
 * ```ts
 * import { readHtml } from 'klartext';
 *
 * const page = readHtml('<title>Hafen</title><p>Die Arbeiten <b>beginnen</b> im Mai.</p>', { id: 'page-1' });
 * page.meta.title; // => 'Hafen'
 * page.blocks.filter(({ kind }) => kind === 'paragraph').map(({ text }) => text); // => ['Die Arbeiten beginnen im Mai.']
 * ```
 */
export function readHtml(input: string | Uint8Array, options: ReadOptions = {}): Document {
  expectInput(input);
  expectOptions(options);
  const page = readPage(input, options.charset);
  const { charset, markup } = page;
  const { blocks, head, revealed } = scanHtml(markup);
  const { meta, paragraphs } = readMetadata(head, blocks);
  const unshown = unshownWords(paragraphs, blocks);
  const titles = allTitles(options.title, meta.titles ?? []);
  const warnings = page.warning === undefined ? [] : [page.warning];
  if (/<[a-z/][^<>]*$/iu.test(markup.slice(Math.max(0, markup.length - TAIL), markup.length)))
    warnings.push('the page ends inside a tag: it may have been cut short');
  if (unshown > 0) warnings.push(`the page declares ${unshown} words of the article that it does not show (--body declared uses them)`);
  // All fields are always present: V8 then sees documents of one shape, and compiles the code that reads them only once.
  const document = {
    id: options.id ?? 'document',
    site: options.site,
    language: meta.language,
    format: 'html',
    source: page.text ?? '',
    blocks,
    meta: {
      ...meta,
      ...(titles.length === 0 ? {} : { title: titles[0], titles }),
      ...(charset === undefined ? {} : { charset }),
    },
    articleBody: paragraphs.length === 0 ? undefined : paragraphs.join(' '),
    declared: unshown === 0 ? undefined : paragraphs,
    revealed: revealed.length === 0 ? undefined : revealed.map(([start]) => start),
    warnings: warnings.length === 0 ? undefined : warnings,
  } as const;
  return withSource(document, page);
}
