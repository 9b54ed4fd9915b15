/** XML documents with articles: TEI, IDS' corpora, trafilatura's XML, RSS and Atom. */
import { decodeText } from '../../../../text/bytes/charset.js';
import type { AnyItem } from '../../../item.js';
import { type Bytes, collect } from '../../bytes.js';
import { UnreadableError } from '../../unreadable.js';
import { type Collection, relativeOf } from '../collection.js';
import { articlesIn } from './articles.js';

/** The declaration of a document's charset. */
const DECLARED = /^[\s\u00ef\u00bb\u00bf]*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/u;
/** It is at the beginning. */
const PROBE = 256;

/**
 * The articles of an XML document, in order, each as a page: paragraphs, headings, lists, and the metadata where pages have
 * it. They are counted from 1.
 * @throws UnreadableError for a dialect without articles, and for a document that is broken before its first one
 */
export async function* readXml(bytes: Bytes, collection: Collection): AsyncGenerator<AnyItem> {
  const content = await collect(bytes, collection.maxBytes);
  const { text } = decodeText(content, declaredCharset(content));
  const { articles, root, problem } = articlesIn(text.replace(/^\ufeff?\s*/u, ''));
  let number = 0;
  for (const { page, meta } of articles) {
    number++;
    const { title, url } = meta;
    yield {
      name: articles.length === 1 ? collection.name : `${collection.name}#${number}`,
      relative: articles.length === 1 ? `${collection.stem}.html` : relativeOf(collection, url, number, 'html'),
      content: page,
      format: 'html',
      ...(url === undefined ? {} : { id: url, url }),
      ...(title === undefined ? {} : { title }),
    };
  }
  if (problem !== undefined)
    throw new UnreadableError(`the XML is damaged (${problem}); ${number === 0 ? 'no article' : 'nothing'} after the damage is sure`);
  if (number === 0) throw new UnreadableError(withoutArticles(root));
}

function declaredCharset(content: Uint8Array): string | undefined {
  return DECLARED.exec(Buffer.from(content.subarray(0, PROBE)).toString('latin1'))?.[1];
}

function withoutArticles(root: string | undefined): string {
  if (root === undefined) return 'XML without any element';
  return `XML with the root element <${root}>, in which articles are not known: TEI, IDS, RSS, Atom and trafilatura's XML are read; “--from html” reads it as a page`;
}
