/** The units of a run: documents as found in files, not yet decoded or judged. */
import type { Format } from '../model/document.js';

/** A document's bytes or text, its source, and the rest of its record. */
export interface Item {
  /**
   * Identifies the document in messages, in the journal and in the stand-off record, uniquely within a run: the file's
   * path, and for a document inside a file also its place after a number sign (`news.jsonl.gz#17`, `old.zip#2011/a.html`).
   */
  readonly name: string;
  /**
   * Its path below an output folder, with forward slashes and the ending of its own format. It is never absolute, never
   * climbs (`..`) and contains nothing that a file system rejects.
   */
  readonly relative: string;
  /** The original bytes, or a string if the source has been decoded already. */
  readonly content: Uint8Array | string;
  /** The declared format. Default: guessed from the content. */
  readonly format?: Format;
  /** A record's id or a page's address. Default: the name. */
  readonly id?: string;
  readonly url?: string;
  readonly site?: string;
  readonly title?: string;
  /** The charset that HTTP declares for the bytes. */
  readonly charset?: string;
  /** The record's other fields, which pass through to the output. */
  readonly record?: Readonly<Record<string, unknown>>;
  /** The name of the field that contained `content`, and its index among all fields, counted from 0. */
  readonly field?: string;
  readonly fieldIndex?: number;
}

/** A document that could not be read; `record` is what is known about it. */
export interface BadItem {
  readonly name: string;
  readonly relative: string;
  readonly error: Error;
  /** Set for a file found in a folder that contains no documents: it is reported, but is not a failure. */
  readonly leftOut?: true;
  readonly record?: Readonly<Record<string, unknown>>;
}

export type AnyItem = Item | BadItem;

/** An item with the file that contains it: the unit of work of a run. */
export interface Task extends Item {
  readonly file: string;
}
