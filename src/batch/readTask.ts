/** Makes a document of what a source yielded: bytes or text, givenSite apart as page or text, with its site. */

import type { Task } from '../files/item.js';
import { formatOf } from '../files/sources/format.js';
import type { Document } from '../model/document.js';
import { readHtml } from '../read/readHtml.js';
import { readText } from '../read/readText.js';
import type { LayoutChoice } from '../read/text/layout.js';
import { findSite } from '../rules/findSite.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { type SiteChoice, siteOf } from './siteOf.js';

/** How the items of a run become documents: the same for all of them. */
export interface ReadingOptions {
  readonly site: SiteChoice;
  /** How the lines of texts make paragraphs; `auto` where absent. */
  readonly layout?: LayoutChoice;
}

/** A document, and whether something beside its text tells its site. */
export interface TaskDocument {
  readonly document: Document;
  /** Whether the site, or that there is none, rests on what the rules know of sites' furniture. */
  readonly recognised: boolean;
}

/**
 * Reads one item.
 * @param rules by whose texts its site may be recognised, where nothing else tells it; it is not where they are absent
 * @throws NotTextError for binary data
 */
export function readTask(task: Task, { site: choice, layout }: ReadingOptions, rules?: CompiledRules): TaskDocument {
  const { content, title, charset } = task;
  const options = {
    id: task.id ?? task.name,
    ...(title === undefined ? {} : { title }),
    ...(charset === undefined ? {} : { charset }),
    ...(layout === undefined ? {} : { layout }),
  };
  const format = task.format ?? formatOf(task.relative, content);
  const document = format === 'html' ? readHtml(content, options) : readText(content, options);
  const givenSite = siteOf(choice, task, document);
  const recognised = givenSite === undefined && (choice === 'auto' || (typeof choice === 'object' && 'clusters' in choice));
  const site = givenSite ?? (recognised && rules !== undefined ? findSite(document, rules) : undefined);
  return { document: site === undefined ? document : { ...document, site }, recognised };
}
