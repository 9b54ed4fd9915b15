/** What cleaning a document is told, and what it gives back: plain data, so that threads carry it. */
import type { EngineOptions } from '../../judge/engine.js';
import type { RuleSet } from '../../model/rule.js';
import type { OutputFormat } from '../../write/write.js';
import type { ReadingOptions } from '../readTask.js';

/** How documents are cleaned and written: the same for all of a run. */
export interface CleanSettings extends EngineOptions, ReadingOptions {
  readonly ruleSets: readonly RuleSet[];
  readonly to: OutputFormat;
  /** Whether JSON and JSON Lines hold the verdicts. */
  readonly verdicts: boolean;
  /** Whether the stand-off record of what is removed is made. */
  readonly removed: boolean;
}

/** How much was shown and removed of a document, in characters of its text. */
export interface Counts {
  readonly shown: number;
  readonly removed: number;
  readonly byCategory: Readonly<Record<string, number>>;
  /** How many blocks each rule, or the model, has removed. */
  readonly byRule: Readonly<Record<string, number>>;
  /** Whether a guard kept what rules spoke against. */
  readonly quarantined: boolean;
}

/** A document that has been cleaned. */
export interface CleanedDocument {
  /** In the form that the run writes. */
  readonly written: string;
  /** Of a record: the names of the fields that `written` adds to it. */
  readonly added?: readonly string[];
  /** The stand-off record as a line of JSON, where it is asked for. */
  readonly removed?: string;
  /** The document's site where something beside its text tells it. */
  readonly site?: string;
  /** Whether the site, or that there is none, rests on what the rules know of sites' furniture. */
  readonly recognised: boolean;
  /** What a person should know of this document. */
  readonly notes: readonly string[];
  readonly counts: Counts;
}
