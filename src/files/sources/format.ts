/** Tells pages from texts, by a name's ending and by how the content begins. */
import type { Format } from '../../model/document.js';

const PAGE_START =
  /^[\s\u00ef\u00bb\u00bf\u00fe\u00ff\ufeff]*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body|\?xml[^>]*>\s*<(?:!doctype\s+)?html)\b/iu;

/** The tags that a piece of a page may begin with, as it lies in a database's `content` column. */
const FRAGMENT_START =
  /^\s*<(?:p|div|article|section|main|header|h[1-6]|figure|ul|ol|table|blockquote|span|strong|em|b|i|a|img|br|script|style)(?:\s[^<>]*)?\/?>/iu;

/** How much of a document is looked at. */
const PROBE = 4096;

/** A page by its name or by its first tag; a text otherwise. */
export function formatOf(name: string, content: Uint8Array | string): Format {
  return /\.x?html?$/iu.test(name) || PAGE_START.test(startOf(content)) ? 'html' : 'text';
}

/** Like `formatOf` for a field whose name does not tell: it may also hold a piece of a page. */
export function formatOfField(content: Uint8Array | string): Format {
  const start = startOf(content);
  return PAGE_START.test(start) || FRAGMENT_START.test(start) ? 'html' : 'text';
}

/** UTF-16 has a zero beside each letter of a tag. */
function startOf(content: Uint8Array | string): string {
  if (typeof content === 'string') return content.slice(0, PROBE);
  return Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, PROBE)).toString('latin1').replaceAll('\u0000', '');
}
