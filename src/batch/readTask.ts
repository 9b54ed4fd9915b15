/** Turns what a source yielded, bytes or text, into a document with its format and site. */

import type { Task } from '../files/item.js';
import { formatOf } from '../files/sources/format.js';
import { siteNames } from '../learn/sites/folderLevels.js';
import type { Document } from '../model/document.js';
import { readHtml } from '../read/readHtml.js';
import { readText } from '../read/readText.js';
import type { LayoutChoice } from '../read/text/layout.js';
import { findSite } from '../rules/findSite.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { folderOf, isAutomatic, type SiteChoice, siteOf } from './siteOf.js';

/** How items become documents; the same for a whole run. */
export interface ReadingOptions {
  readonly site: SiteChoice;
  /** How lines of plain text form paragraphs; `auto` if absent. */
  readonly layout?: LayoutChoice;
}

/** A document and how its site was determined. */
export interface TaskDocument {
  readonly document: Document;
  /** Whether the site, or its absence, was determined from the text and the folder, by what the rules know about sites. */
  readonly recognised: boolean;
}

/**
 * Reads one item.
 * @param rules recognise the site of a document by its text and folder if nothing else names it; without them no site is recognised
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
  const recognised = givenSite === undefined && isAutomatic(choice);
  const site = givenSite ?? (recognised && rules !== undefined ? findSite(document, rules, siteNames(folderOf(task))) : undefined);
  return { document: site === undefined ? document : { ...document, site }, recognised };
}
