/** What of a document becomes a line of JSON: its record, or why there is none. */
import type { BadItem, Task } from '../item.js';
import { stringifyRecord } from '../records.js';
import type { Done } from '../run/work.js';

/** A cleaned document as a line: a record's own fields first, in their order, then what cleaning adds. */
export function recordLine({ record }: Task, { written, added = [] }: Done): string {
  if (record === undefined) return written;
  const own = stringifyRecord(Object.fromEntries(Object.entries(record).filter(([name]) => !added.includes(name))));
  return own === '{}' ? written : `${own.slice(0, -1)},${written.slice(1)}`;
}

/** A document that could not be cleaned as a line: its own fields, its name, and why. */
export function errorLine({ name, record = {} }: Task | BadItem, error: string): string {
  return `${stringifyRecord({ ...record, ...('id' in record ? {} : { id: name }), error })}\n`;
}
