/** Tells pages from texts, by a name's ending and by how the content begins. */
import type { Format } from '../../model/document.js';

/** How a page begins; one in XHTML may say before that it is XML. */
const PAGE_START = /^<(?:!doctype\s+html|html|head|body)\b/iu;
const XML_START = /^<\?xml[^>]*>\s*/iu;

/** White space and byte order marks, in UTF-8 and UTF-16, read as Latin-1 or as what they are. */
const MARKS = /^[\s\u00ef\u00bb\u00bf\u00fe\u00ff\ufeff]+/u;

/** The tags that a piece of a page may begin with, as it lies in a database's `content` column. */
const FRAGMENT_START =
  /^\s*<(?:p|div|article|section|main|header|h[1-6]|figure|ul|ol|table|blockquote|span|strong|em|b|i|a|img|br|script|style)(?:\s[^<>]*|\/)?>/iu;

/** How much of a document is looked at. */
const PROBE = 4096;

/** A page by its name or by its first tag; a text otherwise. */
export function formatOf(name: string, content: Uint8Array | string): Format {
  return /\.x?html?$/iu.test(name) || isPageStart(startOf(content)) ? 'html' : 'text';
}

/** Like `formatOf` for a field whose name does not tell: it may also hold a piece of a page. */
export function formatOfField(content: Uint8Array | string): Format {
  const start = startOf(content);
  return isPageStart(start) || FRAGMENT_START.test(start) ? 'html' : 'text';
}

/** UTF-16 has a zero beside each letter of a tag. */
function startOf(content: Uint8Array | string): string {
  if (typeof content === 'string') return content.slice(0, PROBE);
  return Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, PROBE)).toString('latin1').replaceAll('\u0000', '');
}

/** Whether a page begins so, behind marks and comments. */
function isPageStart(start: string): boolean {
  let rest = start.replace(MARKS, '');
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', '<!--'.length);
    if (end < 0) return false;
    rest = rest.slice(end + '-->'.length).trimStart();
  }
  return PAGE_START.test(rest.replace(XML_START, ''));
}
