/** The settings and the result of cleaning, as plain data that can be sent between threads. */
import type { EngineOptions } from '../../judge/engine.js';
import type { RuleSet } from '../../model/rule.js';
import type { OutputFormat } from '../../write/write.js';
import type { ReadingOptions } from '../readTask.js';

/** How documents are cleaned and written; the same for a whole run. */
export interface CleanSettings extends EngineOptions, ReadingOptions {
  readonly ruleSets: readonly RuleSet[];
  readonly to: OutputFormat;
  /** Whether JSON and JSON Lines contain the verdicts. */
  readonly verdicts: boolean;
  /** Whether to create the stand-off record of what is removed. */
  readonly removed: boolean;
}

/** Amounts of visible and removed text, in characters. */
export interface Counts {
  readonly shown: number;
  readonly removed: number;
  readonly byCategory: Readonly<Record<string, number>>;
  /** Number of blocks removed per rule or model. */
  readonly byRule: Readonly<Record<string, number>>;
  /** Whether a guard has overruled removal rules. */
  readonly quarantined: boolean;
}

/** A cleaned document. */
export interface CleanedDocument {
  /** The text to write, in the output format. */
  readonly written: string;
  /** For a record, the names of the fields that `written` adds to it. */
  readonly added?: readonly string[];
  /** The stand-off record as a line of JSON, if requested. */
  readonly removed?: string;
  /** The site, if something other than the text names it. */
  readonly site?: string;
  /** Whether the site, or its absence, was determined from the text alone, by what the rules know about sites. */
  readonly recognised: boolean;
  /** Messages about this document for the user. */
  readonly notes: readonly string[];
  readonly counts: Counts;
}
