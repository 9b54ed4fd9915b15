/** Parquet: one record per row. */
import { isUtf8 } from 'node:buffer';
import type { AnyItem, BadItem } from '../../item.js';
import type { ReadProgress } from '../bytes.js';
import type { Collection } from './collection.js';
import type { Fields } from './fields.js';
import { type RawRecord, RecordItems } from './recordItems.js';
import { rowGroupsOf } from './rowGroups.js';

/**
 * The documents of the rows, which are counted from 1. One row group is in memory at a time, whatever size the program
 * that wrote the file has chosen.
 */
export async function* readParquet(file: string, collection: Collection, fields: Fields, progress: ReadProgress): AsyncGenerator<AnyItem> {
  const items = new RecordItems(collection, fields);
  for await (const { first, end, rows } of rowGroupsOf(file, { utf8: false, progress })) {
    if (rows instanceof Error) yield { ...items.bad(first + 1, rows), name: `${collection.name}#${first + 1}-${end}` };
    else for (const [i, row] of rows.entries()) yield withoutBytes(items.of(plainRecord(row), first + i + 1));
  }
}

/** A row of JSON values, and of bytes that are not UTF-8: they may be a page in another charset. */
function plainRecord(row: RawRecord): RawRecord {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return isUtf8(value) ? Buffer.from(value).toString() : value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return plainRecord(value as RawRecord);
}

/** In fields that pass through to the output, bytes become Base64. */
function withoutBytes(found: AnyItem): AnyItem {
  return found.record === undefined ? found : ({ ...found, record: inBase64(found.record) } as BadItem);
}

function inBase64(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(inBase64);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inBase64(one)]));
}
