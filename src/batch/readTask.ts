/** Makes a document of what a source yielded: bytes or text, told apart as page or text, with its site. */

import type { Task } from '../files/item.js';
import type { Document, Format } from '../model/document.js';
import { readHtml } from '../read/readHtml.js';
import { readText } from '../read/readText.js';
import type { LayoutChoice } from '../read/text/layout.js';
import { findSite } from '../rules/findSite.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { type SiteChoice, siteOf } from './site.js';

/** How the items of a run become documents: the same for all of them. */
export interface Reading {
  readonly site: SiteChoice;
  /** How the lines of texts make paragraphs; `auto` where absent. */
  readonly layout?: LayoutChoice;
}

/** A document, and whether something beside its text tells its site. */
export interface Read {
  readonly document: Document;
  /** Whether the site, or that there is none, rests on what the rules know of sites' furniture. */
  readonly recognised: boolean;
}

/**
 * Reads one item.
 * @param rules by whose texts its site may be recognised, where nothing else tells it; it is not where they are absent
 * @throws NotTextError for binary data
 */
export function readTask(task: Task, { site: choice, layout }: Reading, rules?: CompiledRules): Read {
  const { content, title, charset } = task;
  const options = {
    id: task.id ?? task.name,
    ...(title === undefined ? {} : { title }),
    ...(charset === undefined ? {} : { charset }),
    ...(layout === undefined ? {} : { layout }),
  };
  const format = task.format ?? formatOf(task.relative, content);
  const document = format === 'html' ? readHtml(content, options) : readText(content, options);
  const told = siteOf(choice, task, document);
  const recognised = told === undefined && (choice === 'auto' || (typeof choice === 'object' && 'clusters' in choice));
  const site = told ?? (recognised && rules !== undefined ? findSite(document, rules) : undefined);
  return { document: site === undefined ? document : { ...document, site }, recognised };
}

/** How much of an item is looked at to tell what it is. */
const PROBE = 4096;

/** A page by its name or by its first tag; a text otherwise. */
function formatOf(name: string, content: Uint8Array | string): Format {
  if (/\.x?html?$/iu.test(name)) return 'html';
  // UTF-16 has a zero beside each letter of a tag.
  const start = typeof content === 'string' ? content.slice(0, PROBE) : latin1(content.subarray(0, PROBE)).replaceAll('\u0000', '');
  return /^[\s\u00ef\u00bb\u00bf\u00fe\u00ff\ufeff]*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body|\?xml[^>]*>\s*<(?:!doctype\s+)?html)\b/iu.test(
    start,
  )
    ? 'html'
    : 'text';
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
