/** What travels through a run: documents as found in files, before anything of them is decoded or judged. */
import type { Format } from '../model/document.js';

/** A document's bytes or text, where it stood, and what stood beside it. */
export interface Item {
  /**
   * Names the document in messages, in the journal and in the stand-off record; unique within a run: a file's path, and
   * for a document inside a file the place in it behind a number sign (`news.jsonl.gz#17`, `old.zip#2011/a.html`).
   */
  readonly name: string;
  /**
   * Its place below an output folder, with forward slashes and the ending of its own format. It never climbs (`..`),
   * is never absolute, and holds nothing that a file system refuses.
   */
  readonly relative: string;
  /** Bytes as they stood there, or a string where the collection has decoded it. */
  readonly content: Uint8Array | string;
  /** What the collection says it is; told from the content where it is absent. */
  readonly format?: Format;
  /** What the collection calls it: a record's id, a page's address. The name is used where it is absent. */
  readonly id?: string;
  readonly url?: string;
  readonly site?: string;
  readonly title?: string;
  /** The charset that came with the bytes, as HTTP tells it. */
  readonly charset?: string;
  /** Of a record its other fields, which pass through: all but the one that `content` was in. */
  readonly record?: Readonly<Record<string, unknown>>;
  /** The name of the field that `content` was in, and its place among all fields, counted from 0. */
  readonly field?: string;
  readonly fieldIndex?: number;
}

/** A document that could not be had; `record` is what is known of it. */
export interface BadItem {
  readonly name: string;
  readonly relative: string;
  readonly error: Error;
  /** Set for a file that nobody has named and that holds no documents: it is told of, and nothing has failed. */
  readonly leftOut?: true;
  readonly record?: Readonly<Record<string, unknown>>;
}

export type AnyItem = Item | BadItem;

/** An item with the file that it was found in. */
export interface Task extends Item {
  readonly file: string;
}
