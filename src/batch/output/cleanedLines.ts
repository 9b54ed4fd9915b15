/** The JSON line written for a document: its record, or the reason why it has none. */
import type { BadItem, Task } from '../../files/item.js';
import { jsonOf, stringifyRecord } from '../../files/records.js';
import type { CleanedDocument } from '../run/cleanSettings.js';

/** The line of a cleaned document: the fields of the input record in their order, then those that cleaning adds. */
export function recordLine({ record }: Task, { written, added = [] }: CleanedDocument): string {
  if (record === undefined) return written;
  const own = stringifyRecord(Object.fromEntries(Object.entries(record).filter(([name]) => !added.includes(name))));
  return own === '{}' ? written : `${own.slice(0, -1)},${written.slice(1)}`;
}

/** The line of a document that could not be cleaned: everything it came with, its name, and the reason. */
export function errorRecordLine(found: Task | BadItem, error: string): string {
  const fields = 'content' in found ? wholeRecord(found) : (found.record ?? {});
  const line = jsonOf({ ...('id' in fields ? {} : { id: found.name }), ...fields, error });
  return `${line ?? JSON.stringify({ id: found.name, error })}\n`;
}

/** The input record, with its content back in its field. */
function wholeRecord({ record, field, fieldIndex, content }: Task): Readonly<Record<string, unknown>> {
  if (record === undefined || field === undefined || typeof content !== 'string') return record ?? {};
  const fields = Object.entries(record);
  fields.splice(fieldIndex ?? fields.length, 0, [field, content]);
  return Object.fromEntries(fields);
}
