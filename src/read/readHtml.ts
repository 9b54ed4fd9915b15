/** Reads a page into blocks that cover its whole source, and metadata. */
import { expectInput, expectOptions } from '../model/argument.js';
import type { Document } from '../model/document.js';
import { decodeHtml } from '../text/bytes/charset.js';
import { unshownWords } from './declared.js';
import { scanHtml } from './html/scan.js';
import { readMetadata } from './metadata.js';
import type { ReadOptions } from './readText.js';
import { allTitles } from './titles.js';

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
  const decoded = typeof input === 'string' ? undefined : decodeHtml(input, options.charset);
  const source = decoded === undefined ? (input as string) : decoded.text;
  const { blocks, head, revealed } = scanHtml(source);
  const { meta, paragraphs } = readMetadata(head, blocks);
  const unshown = unshownWords(paragraphs, blocks);
  const titles = allTitles(options.title, meta.titles ?? []);
  const warnings = decoded?.warning === undefined ? [] : [decoded.warning];
  if (/<[a-z/][^<>]*$/iu.test(source.slice(-2000))) warnings.push('the page ends inside a tag: it may have been cut short');
  if (unshown > 0) warnings.push(`the page declares ${unshown} words of the article that it does not show (--body declared uses them)`);
  // All fields are always present: V8 then sees documents of one shape, and compiles the code that reads them only once.
  return {
    id: options.id ?? 'document',
    site: options.site,
    language: meta.language,
    format: 'html',
    source,
    blocks,
    meta: {
      ...meta,
      ...(titles.length === 0 ? {} : { title: titles[0], titles }),
      ...(decoded === undefined ? {} : { charset: decoded.charset }),
    },
    articleBody: paragraphs.length === 0 ? undefined : paragraphs.join(' '),
    declared: unshown === 0 ? undefined : paragraphs,
    revealed: revealed.length === 0 ? undefined : revealed.map(([start]) => start),
    warnings: warnings.length === 0 ? undefined : warnings,
  };
}
