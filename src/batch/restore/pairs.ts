/** Brings together what was kept of each document and the record of what was removed from it. */
import { stat } from 'node:fs/promises';
import { STDIN } from '../../files/findInputs.js';
import { shownInput, textOf, WrittenFileError, writtenLines } from '../../files/readWritten.js';
import { parseJson } from '../../files/records.js';
import { parseStandoff } from '../../write/standoff/parseStandoff.js';
import { keptIn, RestoreError } from '../../write/standoff/restore.js';
import type { Standoff } from '../../write/standoff/standoff.js';
import type { FileRecord, RecordFields } from './fileRecord.js';
import { placeBelow } from './placeBelow.js';

/** What clean wrote of a document. */
export interface Written {
  /** What it keeps of the source (see `restoreFrom`). */
  readonly kept: string;
  /** The record that it is part of, where it is one. */
  readonly record?: RecordFields;
}

/** A document with its record; or what is there of either, and why the other is not. */
export type Pair =
  | { readonly standoff: Standoff; readonly written: Written }
  | {
      readonly name: string;
      readonly error: string;
      /** What stands among the restored records in its place. */
      readonly instead: RecordFields;
    };

/**
 * Pairs, in the order in which the documents were written. Memory does not depend on how many they are.
 * @param cleaned a folder, a file of records, the one output of one document, or `STDIN`
 * @param removed the file that `--removed` named
 * @throws WrittenFileError where either cannot be read on
 */
export async function* pairsOf(cleaned: string, removed: string): AsyncGenerator<Pair> {
  if (cleaned !== STDIN && (await isFolder(cleaned))) yield* pairsOfFolder(cleaned, removed);
  else if (/\.parquet$/iu.test(cleaned)) yield* pairsOfRecords((await import('./parquetRows.js')).parquetRows(cleaned), cleaned, removed);
  else yield* pairsOfFile(cleaned, removed);
}

async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new WrittenFileError(`${file}: ${code === 'ENOENT' ? 'no such file or folder' : `cannot be read (${code})`}`);
  }
}

/** A line of the file of removals: its record, or why it is none. */
type Removed = { readonly standoff: Standoff } | Extract<Pair, { readonly error: string }>;

async function* removedIn(file: string): AsyncGenerator<Removed> {
  for await (const { number, text } of writtenLines(file)) {
    try {
      yield { standoff: parseStandoff(text, parseJson) };
    } catch (error) {
      if (!(error instanceof RestoreError)) throw error;
      yield { name: `${shownInput(file)}:${number}`, error: error.message, instead: { error: error.message } };
    }
  }
}

async function* pairsOfFolder(folder: string, removed: string): AsyncGenerator<Pair> {
  for await (const line of removedIn(removed)) {
    if ('error' in line) yield line;
    else yield await pairInFolder(folder, line.standoff);
  }
}

async function pairInFolder(folder: string, standoff: Standoff): Promise<Pair> {
  const { output } = standoff;
  if (output === undefined) return unpaired(standoff, 'was not written into a folder: name the file that it was written into');
  try {
    return { standoff, written: writtenIn(await textOf(placeBelow(folder, output)), standoff) };
  } catch (error) {
    if (error instanceof RestoreError || error instanceof WrittenFileError) return unpaired(standoff, error.message);
    throw error;
  }
}

/** A document that is not restored, and why. */
export function unpaired({ name, id }: Standoff, error: string): Extract<Pair, { readonly error: string }> {
  return { name, error, instead: { id, error } };
}

function writtenIn(text: string, { to }: Standoff): Written {
  const kept = keptIn(text, to);
  return to === 'json' ? { kept, record: parseJson(text) as RecordFields } : { kept };
}

/** A file of records, or of one document: the first removal tells. */
async function* pairsOfFile(cleaned: string, removed: string): AsyncGenerator<Pair> {
  const lines = removedIn(removed);
  try {
    const { done, value: first } = await lines.next();
    if (done || 'error' in first || first.standoff.to === 'jsonl') {
      yield* inStep(recordsIn(cleaned), done ? lines : continued(first, lines), cleaned, removed);
      return;
    }
    const { standoff } = first;
    if (!(await lines.next()).done) {
      throw new WrittenFileError(
        `${shownInput(removed)}: holds several documents: of these only a folder or JSON Lines can be restored, ${shownInput(cleaned)} is one file`,
      );
    }
    yield { standoff, written: writtenIn(await textOf(cleaned), standoff) };
  } finally {
    await lines.return(undefined);
  }
}

async function* continued<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

async function* recordsIn(file: string): AsyncGenerator<FileRecord> {
  for await (const { number, text } of writtenLines(file)) yield { name: `${shownInput(file)}:${number}`, record: recordOf(text) };
}

function recordOf(line: string): RecordFields | undefined {
  try {
    const value = parseJson(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RecordFields) : undefined;
  } catch {
    return undefined;
  }
}

async function* pairsOfRecords(records: AsyncIterable<FileRecord>, cleaned: string, removed: string): AsyncGenerator<Pair> {
  yield* inStep(records, removedIn(removed), cleaned, removed);
}

/** Both files have the documents in the same order, and the one of removals has only those that were cleaned. */
async function* inStep(
  records: AsyncIterable<FileRecord>,
  removals: AsyncGenerator<Removed>,
  cleaned: string,
  removed: string,
): AsyncGenerator<Pair> {
  try {
    for await (const { name, record } of records) {
      if (record === undefined) {
        yield failed(name, 'is no record: a line of JSON Lines is an object');
        continue;
      }
      if (!isCleaned(record)) {
        yield { name, error: `was not cleaned${typeof record.error === 'string' ? `: ${record.error}` : ''}`, instead: record };
        continue;
      }
      const next = await removals.next();
      if (next.done) yield failed(name, `${shownInput(removed)} has no line of it: is it of the same run?`, record.id);
      else if ('error' in next.value) yield next.value;
      else yield { standoff: next.value.standoff, written: { kept: record.body, record } };
    }
    for await (const line of removals) {
      if ('error' in line) yield line;
      else yield unpaired(line.standoff, `${shownInput(cleaned)} has no record of it`);
    }
  } finally {
    await removals.return(undefined);
  }
}

function failed(name: string, error: string, id?: unknown): Pair {
  return { name, error, instead: { ...(id === undefined ? {} : { id }), error } };
}

/** Whether a record is one that cleaning has made: one that could not be cleaned has no body and no notes of its. */
function isCleaned(record: RecordFields): record is RecordFields & { readonly body: string } {
  return typeof record.body === 'string' && Array.isArray(record.notes);
}
