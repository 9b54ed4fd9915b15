/** Cleans one document of a run, from its bytes to the text that is written. */

import type { Task } from '../../files/item.js';
import { stringifyRecord } from '../../files/records.js';
import { type Cleaned, cleanWith } from '../../judge/engine.js';
import type { Document } from '../../model/document.js';
import type { CleanArticle } from '../../model/verdict.js';
import { type CompiledRules, compileRules } from '../../rules/match/compile.js';
import { standoffOf } from '../../write/standoff/standoff.js';
import { articleRecord, write } from '../../write/write.js';
import { readTask } from '../readTask.js';
import type { CleanedDocument, CleanSettings, Counts } from './cleanSettings.js';
import type { Handler } from './job.js';

/** A cleaner for all documents of a run. The rules are compiled here, once. */
export function cleaner(work: CleanSettings): Handler<CleanedDocument> {
  const rules = compileRules(work.ruleSets);
  return async (task) => {
    try {
      return await cleanTask(task, work, rules);
    } catch (error) {
      return { error: (error as Error).message };
    }
  };
}

async function cleanTask(task: Task, work: CleanSettings, rules: CompiledRules): Promise<CleanedDocument> {
  const { document: read, recognised } = readTask(task, work, rules);
  const { document, article } = await cleanWith(read, rules, work);
  const { text, added } = writtenOf(task, { document, article }, work);
  return {
    written: text,
    ...(added === undefined ? {} : { added }),
    ...(work.removed ? { removed: `${stringifyRecord({ ...standoffOf(document, article, work.to, task) })}\n` } : {}),
    ...(recognised || document.site === undefined ? {} : { site: document.site }),
    recognised,
    notes: [...(document.warnings ?? []), ...article.notes],
    counts: countsOf(document, article),
  };
}

/** Fields that cleaning does not add to a record that already has them. */
const RESPECTED: readonly string[] = ['id', 'site', 'title', 'meta'];

/** The part of a record that decides which fields cleaning adds to it. */
export function ownAmongRespected(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(RESPECTED.flatMap((name) => (Object.hasOwn(record, name) ? [[name, null]] : [])));
}

/** The document in the output format; for a record also the names of the fields that are added. */
function writtenOf(
  task: Task,
  { document, article }: Cleaned,
  { to, verdicts }: CleanSettings,
): { text: string; added?: readonly string[] } {
  if (to !== 'json' && to !== 'jsonl') return { text: write(document, article, to) };
  const { verdicts: judged, ...rest } = articleRecord(document, article);
  const fields = Object.entries(verdicts ? { ...rest, verdicts: judged } : rest);
  const { record } = task;
  const added = record === undefined ? fields : fields.filter(([name]) => !RESPECTED.includes(name) || !Object.hasOwn(record, name));
  if (to === 'json') return { text: `${stringifyRecord({ ...record, ...Object.fromEntries(added) }, 2)}\n` };
  // Without the record's own fields, which stayed in the main thread: they may hold numbers that JavaScript cannot
  // represent.
  const text = `${JSON.stringify(Object.fromEntries(added))}\n`;
  return { text, ...(record === undefined ? {} : { added: added.map(([name]) => name) }) };
}

function countsOf(document: Document, article: CleanArticle): Counts {
  const byCategory: Record<string, number> = {};
  const byRule: Record<string, number> = {};
  let shown = 0;
  let removed = 0;
  const count = (category: string, rule: string, characters: number): void => {
    removed += characters;
    byCategory[category] = (byCategory[category] ?? 0) + characters;
    byRule[rule] = (byRule[rule] ?? 0) + 1;
  };
  for (const { block, action, reasons, spans = [] } of article.verdicts) {
    const { length } = document.blocks[block].text;
    shown += length;
    const [why] = reasons;
    if (action === 'remove' && length > 0) count(why.category, why.ruleId ?? (why.model as string), length);
    for (const { reason, textStart, textEnd } of spans)
      count(reason.category, reason.ruleId ?? (reason.model as string), textEnd - textStart);
  }
  return { shown, removed, byCategory, byRule, quarantined: article.notes.length > 0 };
}
