/** The source of a page: as code units to be read, and as a string if somebody asks for it. */
import type { Document } from '../../model/document.js';
import { lazyField } from '../../model/lazyField.js';
import { decodeHtml, utf8Units } from '../../text/bytes/charset.js';
import { Markup } from './markup.js';

/** A page, decoded. */
export interface PageSource {
  readonly markup: Markup;
  /** The page as a string, if it was given as one or decoded to one. */
  readonly text: string | undefined;
  /** Absent for strings. */
  readonly charset: string | undefined;
  readonly warning: string | undefined;
}

/**
 * Decodes a page.
 * @param httpCharset the charset from the HTTP response
 * @throws NotTextError for binary data
 */
export function readPage(input: string | Uint8Array, httpCharset: string | undefined): PageSource {
  if (typeof input === 'string') return { markup: Markup.of(input), text: input, charset: undefined, warning: undefined };
  const units = utf8Units(input);
  if (units !== undefined) return { markup: new Markup(units), text: undefined, charset: 'utf-8', warning: undefined };
  const { charset, text, warning } = decodeHtml(input, httpCharset);
  return { markup: Markup.of(text), text, charset, warning };
}

/**
 * Gives a document its source. Cleaning rarely needs the string of a whole page, which takes as long to make as the page to
 * read, so it is made when it is first looked at: by a person, a copy, JSON or another thread.
 * @param document has the source if it is known
 */
export function withSource(document: Document, { markup, text }: PageSource): Document {
  return text === undefined ? lazyField(document, 'source', () => markup.slice(0, markup.length)) : document;
}
