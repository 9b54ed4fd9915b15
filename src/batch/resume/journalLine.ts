/** The lines of a journal and how they are checked. */
import type { Sizes } from '../../files/sinks/lineFiles.js';

/** A document that is done. */
export interface JournalEntry {
  readonly name: string;
  /** Fingerprint of the document and of the settings it was cleaned with (`printOf`). */
  readonly print: string;
  /** The site, if something other than the text named it. */
  readonly site?: string;
  /** The file it was written to, and the size of that file in bytes. */
  readonly out?: string;
  readonly size?: number;
  /** Why it could not be cleaned. */
  readonly failed?: string;
  /** If it failed at a limit: the limits at that time, and the number of runs that have tried it. */
  readonly limits?: string;
  readonly tries?: number;
}

/**
 * An entry; the beginning of a run; the sizes of the line files once all entries so far have been written; an output
 * (`gone`) that is about to change; the end of a run with the sizes of its finished files.
 */
export type JournalLine =
  | JournalEntry
  | { readonly begin: string }
  | { readonly ends: Sizes }
  | { readonly gone: string }
  | { readonly end: Sizes };

const FORMAT = 'klartext-journal/2';

/** The first line of a journal. */
export const HEAD = { format: FORMAT };

/** Thrown for a journal that cannot be relied on. */
export class UnusableJournalError extends Error {
  override readonly name = 'UnusableJournalError';
}

export function isHead(text: string): boolean {
  try {
    return (JSON.parse(text) as { format?: unknown } | null)?.format === FORMAT;
  } catch {
    return false;
  }
}

/** @throws UnusableJournalError */
export function parsed(text: string, at: number): JournalLine {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw damaged(at);
  }
  if (!isLine(line)) throw damaged(at);
  return line;
}

export function damaged(at: number): UnusableJournalError {
  return new UnusableJournalError(`it is damaged at byte ${at}`);
}

function isLine(value: unknown): value is JournalLine {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Partial<Record<string, unknown>>;
  if (line.name !== undefined) return isEntry(line);
  return typeof line.begin === 'string' || typeof line.gone === 'string' || areSizes(line.ends) || areSizes(line.end);
}

function isEntry({ name, print, site, out, size, failed, limits, tries }: Partial<Record<string, unknown>>): boolean {
  const areTexts = [site, out, failed, limits].every((text) => text === undefined || typeof text === 'string');
  const areNumbers = [size, tries].every((number) => number === undefined || Number.isSafeInteger(number));
  return typeof name === 'string' && typeof print === 'string' && areTexts && areNumbers;
}

function areSizes(value: unknown): value is Sizes {
  return typeof value === 'object' && value !== null && Object.values(value).every((size) => Number.isSafeInteger(size) && size >= 0);
}
