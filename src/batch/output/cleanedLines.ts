/** What of a document becomes a line of JSON: its record, or why there is none. */
import type { BadItem, Task } from '../../files/item.js';
import { jsonOf, stringifyRecord } from '../../files/records.js';
import type { CleanedDocument } from '../run/cleanSettings.js';

/** A cleaned document as a line: a record's own fields first, in their order, then what cleaning adds. */
export function recordLine({ record }: Task, { written, added = [] }: CleanedDocument): string {
  if (record === undefined) return written;
  const own = stringifyRecord(Object.fromEntries(Object.entries(record).filter(([name]) => !added.includes(name))));
  return own === '{}' ? written : `${own.slice(0, -1)},${written.slice(1)}`;
}

/** A document that could not be cleaned as a line: all that it was, its name, and why. */
export function errorRecordLine(found: Task | BadItem, error: string): string {
  const fields = 'content' in found ? wholeRecord(found) : (found.record ?? {});
  const line = jsonOf({ ...('id' in fields ? {} : { id: found.name }), ...fields, error });
  return `${line ?? JSON.stringify({ id: found.name, error })}\n`;
}

/** The record as it came: its content in its place among the fields. */
function wholeRecord({ record, field, fieldIndex, content }: Task): Readonly<Record<string, unknown>> {
  if (record === undefined || field === undefined || typeof content !== 'string') return record ?? {};
  const fields = Object.entries(record);
  fields.splice(fieldIndex ?? fields.length, 0, [field, content]);
  return Object.fromEntries(fields);
}
