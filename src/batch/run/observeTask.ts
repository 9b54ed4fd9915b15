/** Observes one document of a run for learning. */

import type { Task } from '../../files/item.js';
import { observe, type SeenDocument, type SeenTexts } from '../../learn/observe/observe.js';
import type { Document } from '../../model/document.js';
import { UNLIMITED } from '../../model/limit.js';
import { type ReadingOptions, readTask } from '../readTask.js';
import { folderOf, isAutomatic } from '../siteOf.js';
import { failureOf, type Handler } from './job.js';

/** What learning keeps of a document. */
export interface ObserveResult {
  readonly seen: SeenDocument;
}

/** An observer for all documents of a run. */
export function observer(reading: ReadingOptions): Handler<ObserveResult> {
  const texts: SeenTexts = new Map();
  return async (task, limit = UNLIMITED) => {
    try {
      return { seen: limit(() => inFolder(observe(namedDocument(task, reading), texts), task, reading)) };
    } catch (error) {
      return failureOf(error as Error);
    }
  };
}

/** Notes the folder of a document without a site. */
function inFolder(seen: SeenDocument, task: Task, { site }: ReadingOptions): SeenDocument {
  const folder = seen.site === '' && isAutomatic(site) ? folderOf(task) : undefined;
  return folder === undefined ? seen : { ...seen, folder };
}

/** The document of a task, identified by the name of the task: ids of records may occur twice. */
export function namedDocument({ id: _, ...task }: Task, reading: ReadingOptions): Document {
  return readTask(task, reading).document;
}
