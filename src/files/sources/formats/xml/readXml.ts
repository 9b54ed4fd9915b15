/** XML documents with articles: TEI, IDS' corpora, trafilatura's XML, RSS and Atom. */
import { decodeText, xmlCharset } from '../../../../text/bytes/charset.js';
import type { AnyItem } from '../../../item.js';
import { type Bytes, collect } from '../../bytes.js';
import { tooLarge, UnreadableError } from '../../unreadable.js';
import { type Collection, relativeOf } from '../collection.js';
import { articlesIn, type XmlArticle } from './articles.js';

/** A declaration ends before so many bytes. */
const PROBE = 256;

/**
 * The articles of an XML document, in order, each as a page: paragraphs, headings, lists, and the metadata where pages have
 * it. They are counted from 1.
 * @throws UnreadableError for a dialect without articles, and for a document that is broken before its first one
 */
export async function* readXml(bytes: Bytes, collection: Collection): AsyncGenerator<AnyItem> {
  const content = await collect(bytes, collection.maxBytes);
  const head = Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, PROBE)).toString('latin1');
  const { text } = decodeText(content, xmlCharset(head));
  const { articles, root, problem } = articlesIn(text.replace(/^\ufeff?\s*/u, ''));
  // XHTML whose root is far below its beginning.
  if (root === 'html') {
    yield { name: collection.name, relative: `${collection.stem}.html`, content, format: 'html' };
    return;
  }
  // The damage of a document is told in its own name.
  const isAlone = articles.length === 1 && problem === undefined;
  for (const [i, article] of articles.entries()) yield itemOf(article, collection, isAlone ? undefined : i + 1);
  if (problem !== undefined) {
    throw new UnreadableError(
      `the XML is damaged (${problem}); ${articles.length === 0 ? 'no article' : 'nothing'} after the damage is sure`,
    );
  }
  if (articles.length === 0) throw new UnreadableError(withoutArticles(root));
}

/** @param number its place among the articles; undefined if it is the only one */
function itemOf({ page, meta: { title, url } }: XmlArticle, collection: Collection, number: number | undefined): AnyItem {
  const name = number === undefined ? collection.name : `${collection.name}#${number}`;
  const relative = number === undefined ? `${collection.stem}.html` : relativeOf(collection, url, number, 'html');
  if (Buffer.byteLength(page) > collection.maxBytes) return { name, relative, error: tooLarge(collection.maxBytes) };
  return {
    name,
    relative,
    content: page,
    format: 'html',
    ...(url === undefined ? {} : { id: url, url }),
    ...(title === undefined ? {} : { title }),
  };
}

function withoutArticles(root: string | undefined): string {
  if (root === undefined) return 'XML without any element';
  return `XML with the root element <${root}>, in which articles are not known: TEI, IDS, RSS, Atom and trafilatura's XML are read; “--from html” reads it as a page`;
}
