/** Pairs the cleaned text of each document with the record of what was removed from it. */
import { stat } from 'node:fs/promises';
import { STDIN } from '../../files/findInputs.js';
import { shownInput, textOf, WrittenFileError, writtenLines } from '../../files/readWritten.js';
import { parseJson } from '../../files/records.js';
import { parseStandoff } from '../../write/standoff/parseStandoff.js';
import { keptIn, RestoreError } from '../../write/standoff/restore.js';
import type { Standoff } from '../../write/standoff/standoff.js';
import { fileBelow } from './fileBelow.js';
import type { FileRecord, RecordFields } from './fileRecord.js';

/** The cleaned text of a document. */
interface CleanedText {
  /** The kept part of the source (see `restoreFrom`). */
  readonly kept: string;
  /** The record that contains it, if it is in a record. */
  readonly record?: RecordFields;
}

/** A cleaned document and its stand-off record, or the reason why one of them is missing. */
export type Pair =
  | { readonly standoff: Standoff; readonly written: CleanedText }
  | {
      readonly name: string;
      readonly error: string;
      /** The record written in its place when records are restored. */
      readonly instead: RecordFields;
    };

/**
 * Yields pairs in the order in which the documents were written, in constant memory.
 * @param cleaned a folder, a record file, the output of a single document, or `STDIN`
 * @param removed the file that `--removed` named
 * @throws WrittenFileError if either cannot be read any further
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

/** A line of the removals file: its record, or why it has none. */
type RemovalLine = { readonly standoff: Standoff } | Extract<Pair, { readonly error: string }>;

async function* removedIn(file: string): AsyncGenerator<RemovalLine> {
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
  if (output === undefined) return unpaired(standoff, 'was not written to a folder; name the file that it was written to');
  try {
    return { standoff, written: writtenIn(await textOf(fileBelow(folder, output)), standoff) };
  } catch (error) {
    if (error instanceof RestoreError || error instanceof WrittenFileError) return unpaired(standoff, error.message);
    throw error;
  }
}

/** A document that cannot be restored, and why. */
export function unpaired({ name, id }: Standoff, error: string): Extract<Pair, { readonly error: string }> {
  return { name, error, instead: { id, error } };
}

function writtenIn(text: string, { to }: Standoff): CleanedText {
  const kept = keptIn(text, to);
  return to === 'json' ? { kept, record: parseJson(text) as RecordFields } : { kept };
}

/** A record file or the output of a single document; the first removal shows which. */
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
        `${shownInput(removed)}: contains several documents, which can be restored only from a folder or JSON Lines; ${shownInput(cleaned)} is a single file`,
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

/** Both files contain the documents in the same order; the removals file only those that were cleaned. */
async function* inStep(
  records: AsyncIterable<FileRecord>,
  removals: AsyncGenerator<RemovalLine>,
  cleaned: string,
  removed: string,
): AsyncGenerator<Pair> {
  try {
    for await (const record of records) yield await pairOfRecord(record, removals, removed);
    for await (const line of removals) yield 'error' in line ? line : unpaired(line.standoff, `${shownInput(cleaned)} has no record of it`);
  } finally {
    await removals.return(undefined);
  }
}

async function pairOfRecord({ name, record }: FileRecord, removals: AsyncGenerator<RemovalLine>, removed: string): Promise<Pair> {
  if (record === undefined) return failed(name, 'is not a record: a line of JSON Lines must be an object');
  if (!isCleaned(record)) {
    return { name, error: `was not cleaned${typeof record.error === 'string' ? `: ${record.error}` : ''}`, instead: record };
  }
  const { done, value: removal } = await removals.next();
  if (done) return failed(name, `${shownInput(removed)} has no line for it; were both files written by the same run?`, record.id);
  return 'error' in removal ? removal : { standoff: removal.standoff, written: { kept: record.body, record } };
}

function failed(name: string, error: string, id?: unknown): Pair {
  return { name, error, instead: { ...(id === undefined ? {} : { id }), error } };
}

/** Whether a record is the result of cleaning; one that could not be cleaned has no body and no notes. */
function isCleaned(record: RecordFields): record is RecordFields & { readonly body: string } {
  return typeof record.body === 'string' && Array.isArray(record.notes);
}
