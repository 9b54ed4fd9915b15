/** Distinguishes pages from texts by the name's ending and the beginning of the content. */
import type { Format } from '../../model/document.js';

/** The beginning of a page; XHTML may start with an XML declaration. */
const PAGE_START = /^<(?:!doctype\s+html|html|head|body)\b/iu;
const XML_START = /^<\?xml[^>]*>\s*/iu;

/** White space and byte order marks of UTF-8 and UTF-16, decoded correctly or as Latin-1. */
const MARKS = /^[\s\u00ef\u00bb\u00bf\u00fe\u00ff\ufeff]+/u;

/** The first tag of a fragment of a page, as in the `content` column of a database. */
const FRAGMENT_START =
  /^\s*<(?:p|div|article|section|main|header|h[1-6]|figure|ul|ol|table|blockquote|span|strong|em|b|i|a|img|br|script|style)(?:\s[^<>]*|\/)?>/iu;

/** Characters examined: enough for long comments before the first tag. */
const PROBE = 4096;

/** The end of a paragraph, a heading or the like. A text with a tag in it, as Markdown may begin with, has none of these. */
const BLOCK_END = /<\/(?:p|div|article|section|main|header|h[1-6]|figure|ul|ol|li|table|blockquote)\s*>/iu;

/** `html` if the name or the first tag indicates a page, or a part of one with paragraphs. */
export function formatOf(name: string, content: Uint8Array | string): Format {
  if (/\.x?html?$/iu.test(name)) return 'html';
  const start = startOf(content);
  const isPart = !/\.md$/iu.test(name) && FRAGMENT_START.test(start) && BLOCK_END.test(start);
  return isPart || isPageStart(start) ? 'html' : 'text';
}

/** Like `formatOf`, for a field that may contain texts, pages or fragments of pages. */
export function formatOfField(content: Uint8Array | string): Format {
  const start = startOf(content);
  return isPageStart(start) || FRAGMENT_START.test(start) ? 'html' : 'text';
}

/** Zeros are removed, since UTF-16 has one beside each letter of a tag. */
function startOf(content: Uint8Array | string): string {
  if (typeof content === 'string') return content.slice(0, PROBE);
  return Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, PROBE)).toString('latin1').replaceAll('\u0000', '');
}

/** Whether a page begins after byte order marks and comments. */
function isPageStart(start: string): boolean {
  let rest = start.replace(MARKS, '');
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', '<!--'.length);
    if (end < 0) return false;
    rest = rest.slice(end + '-->'.length).trimStart();
  }
  return PAGE_START.test(rest.replace(XML_START, ''));
}
