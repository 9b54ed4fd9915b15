/** Makes documents from records, whatever the file format. */
import type { Format } from '../../../model/document.js';
import type { AnyItem, BadItem } from '../../item.js';
import { formatOfField } from '../format.js';
import { NoDocumentError, tooLarge, UnreadableError } from '../unreadable.js';
import { type Collection, relativeOf } from './collection.js';
import { type FieldChoice, FieldFinder, type Fields, isContent } from './fields.js';

export type RawRecord = Readonly<Record<string, unknown>>;

/** The records of one file. */
export class RecordItems {
  readonly #collection: Collection;
  readonly #fields: Fields;
  readonly #finder: FieldFinder;

  constructor(collection: Collection, fields: Fields) {
    this.#collection = collection;
    this.#fields = fields;
    this.#finder = new FieldFinder(fields);
  }

  /** @param number of the record or line, which becomes part of the name */
  of(record: RawRecord, number: number): AnyItem {
    const { names, textAlone } = this.#finder.find(record);
    const field = filled(record, names.html) ?? filled(record, names.text) ?? names.html ?? names.text;
    const id = idOf(record, names.id);
    const content = field === undefined ? undefined : record[field];
    if (field === undefined || !isContent(content)) return this.bad(number, this.#missing(record, field), record, id);
    if (isLonger(content, this.#collection.maxBytes)) return this.bad(number, tooLarge(this.#collection.maxBytes), record, id);
    const format: Format = field === names.html ? 'html' : textAlone ? 'text' : formatOfField(content);
    const { [field]: _, ...rest } = record;
    return {
      name: `${this.#collection.name}#${number}`,
      relative: relativeOf(this.#collection, id, number, format),
      content,
      format,
      ...(id !== undefined && { id }),
      ...texts(record, names),
      record: rest,
      field,
      fieldIndex: Object.keys(record).indexOf(field),
    };
  }

  /** An invalid record; `record` is what is known about it. */
  bad(number: number, error: Error, record: RawRecord = {}, id = idOf(record, this.#finder.find(record).names.id)): BadItem {
    return { name: `${this.#collection.name}#${number}`, relative: relativeOf(this.#collection, id, number, 'text'), error, record };
  }

  #missing(record: RawRecord, field: string | undefined): Error {
    if (field !== undefined) return new UnreadableError(`its field “${field}” contains ${wordFor(record[field])} instead of text`);
    const { html, text } = this.#fields;
    const named = [html, text].filter((name) => name !== undefined);
    if (named.length > 0) return new UnreadableError(`it has no field ${named.map((name) => `“${name}”`).join(' or ')}`);
    const keys = Object.keys(record).slice(0, 8);
    const has = keys.length === 0 ? 'it has none' : `they are ${keys.join(', ')}`;
    return new NoDocumentError(`none of its field names suggests a text or a page: ${has}; name one with --text-field or --html-field`);
  }
}

function filled(record: RawRecord, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const value = record[name];
  return isContent(value) && value.length > 0 ? name : undefined;
}

function idOf(record: RawRecord, name: string | undefined): string | undefined {
  const value = name === undefined ? undefined : record[name];
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return textOf(value);
}

function texts(record: RawRecord, names: FieldChoice['names']): { url?: string; site?: string; title?: string } {
  const found: { url?: string; site?: string; title?: string } = {};
  for (const field of ['url', 'site', 'title'] as const) {
    const name = names[field];
    const value = name === undefined ? undefined : textOf(record[name]);
    if (value !== undefined) found[field] = value;
  }
  return found;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A string's bytes are counted only if there may be too many: a code unit takes at most three. */
function isLonger(content: string | Uint8Array, maxBytes: number): boolean {
  if (typeof content !== 'string') return content.length > maxBytes;
  return content.length * 3 > maxBytes && Buffer.byteLength(content) > maxBytes;
}

function wordFor(value: unknown): string {
  if (value === null || value === undefined) return 'nothing (null)';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
