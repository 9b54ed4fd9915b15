/** What a journal says: its lines, and what is none. */
import type { Sizes } from '../../files/sinks/lineFiles.js';

/** A document that is done. */
export interface JournalEntry {
  readonly name: string;
  /** What it was, and what it was cleaned by (`printOf`). */
  readonly print: string;
  /** The site that something beside its text told. */
  readonly site?: string;
  /** Where it was written, and the size of that file in bytes. */
  readonly out?: string;
  readonly size?: number;
  /** Why it could not be cleaned. */
  readonly failed?: string;
  /** Where it failed by a limit: what limits there were, and how many runs have tried it. */
  readonly limits?: string;
  readonly tries?: number;
}

/**
 * A run begins; a document is done; how long the files of lines are with all documents so far; what was written at `gone`
 * is no longer what it was; the run has ended, with the sizes of its finished files.
 */
export type JournalLine =
  | JournalEntry
  | { readonly begin: string }
  | { readonly ends: Sizes }
  | { readonly gone: string }
  | { readonly end: Sizes };

const FORMAT = 'klartext-journal/2';

/** A journal's first line. */
export const HEAD = { format: FORMAT };

/** Thrown for a journal that says nothing that can be relied on. */
export class UnusableJournalError extends Error {
  override readonly name = 'UnusableJournalError';
}

/** Whether a line is the first of a journal that this version can read. */
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
