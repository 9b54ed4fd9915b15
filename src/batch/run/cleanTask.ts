/** Cleans one document of a run, from its bytes to the text that is written. */

import type { Task } from '../../files/item.js';
import { stringifyRecord } from '../../files/records.js';
import { namedArticle } from '../../judge/article.js';
import { type JudgedDocument, judgeWith } from '../../judge/engine.js';
import { decisionsOf } from '../../judge/kept.js';
import { strongestOf } from '../../judge/strongest.js';
import { UNLIMITED } from '../../model/limit.js';
import { compileRules } from '../../rules/match/compile.js';
import { standoffOf } from '../../write/standoff/standoff.js';
import { articleRecord, writeKept } from '../../write/write.js';
import { readTask } from '../readTask.js';
import type { CleanedDocument, CleanSettings, Counts } from './cleanSettings.js';
import { failureOf, type Handler } from './job.js';

/** A cleaner for all documents of a run. The rules are compiled here, once. */
export function cleaner(work: CleanSettings): Handler<CleanedDocument> {
  const rules = compileRules(work.ruleSets);
  return async (task, limit = UNLIMITED) => {
    try {
      const read = limit(() => readTask(task, work, rules));
      const judged = await judgeWith(read.document, rules, work, limit);
      return limit(() => cleanedDocument(task, work, judged, read.recognised));
    } catch (error) {
      return failureOf(error as Error);
    }
  };
}

function cleanedDocument(task: Task, work: CleanSettings, judged: JudgedDocument, recognised: boolean): CleanedDocument {
  const { document, article, judgement } = judged;
  const { text, added } = writtenOf(task, judged, work);
  return {
    written: text,
    ...(added === undefined ? {} : { added }),
    ...(work.removed
      ? { removed: `${stringifyRecord({ ...standoffOf(document, namedArticle(article, judgement), work.to, task) })}\n` }
      : {}),
    ...(recognised || document.site === undefined ? {} : { site: document.site }),
    recognised,
    notes: [...(document.warnings ?? []), ...article.notes],
    counts: countsOf(judged),
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
  { document, article, judgement }: JudgedDocument,
  { to, verdicts }: CleanSettings,
): { text: string; added?: readonly string[] } {
  if (to !== 'json' && to !== 'jsonl') return { text: writeKept(document, article, to, () => decisionsOf(judgement)) };
  const fields = Object.entries(verdicts ? articleRecord(document, namedArticle(article, judgement)) : article);
  const { record } = task;
  const added = record === undefined ? fields : fields.filter(([name]) => !RESPECTED.includes(name) || !Object.hasOwn(record, name));
  if (to === 'json') return { text: `${stringifyRecord({ ...record, ...Object.fromEntries(added) }, 2)}\n` };
  // Without the record's own fields, which stayed in the main thread: they may hold numbers that JavaScript cannot
  // represent.
  const text = `${JSON.stringify(Object.fromEntries(added))}\n`;
  return { text, ...(record === undefined ? {} : { added: added.map(([name]) => name) }) };
}

function countsOf({ document, article, judgement }: JudgedDocument): Counts {
  const byCategory: Record<string, number> = {};
  const byRule: Record<string, number> = {};
  let shown = 0;
  let removed = 0;
  const count = (category: string, rule: string, characters: number): void => {
    removed += characters;
    byCategory[category] = (byCategory[category] ?? 0) + characters;
    byRule[rule] = (byRule[rule] ?? 0) + 1;
  };
  document.blocks.forEach(({ text: { length } }, block) => {
    shown += length;
    if (judgement.isRemoved(block)) {
      const { category, by } = strongestOf(judgement, block);
      count(category, by, length);
      return;
    }
    for (const { hit, from, to } of judgement.cutsOf(block) ?? []) count(hit.rule.category, hit.rule.id, to - from);
  });
  return { shown, removed, byCategory, byRule, quarantined: article.notes.length > 0 };
}
