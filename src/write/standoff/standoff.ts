/** The stand-off record of a cleaned document: what was removed and why, and all that is needed to make the source again. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { expectArgument, expectArticle, expectDocument } from '../../model/argument.js';
import type { Category } from '../../model/category.js';
import type { Document, Format } from '../../model/document.js';
import type { CleanArticle } from '../../model/verdict.js';
import { type BytePatch, diffBytes } from '../../text/bytes/bytePatch.js';
import { encodeText, replaceLoneSurrogates } from '../../text/bytes/encode.js';
import { keptSource, sourceRanges } from '../ranges.js';
import type { OutputFormat } from '../write.js';
import { type Layout, layoutOf } from './layout.js';

/** The name of the stand-off format that this version reads and writes. */
export const STANDOFF_FORMAT = 'klartext-removed/1';

/** A document as it was found, before it was read. `Item` of a run is one. */
export interface Original {
  /** Names the document in messages; unique within a run. */
  readonly name: string;
  /** Its place below an output folder, with forward slashes. */
  readonly relative: string;
  /** Bytes that the document was read from, or the string where it was one. */
  readonly content: Uint8Array | string;
  /** Of a record its fields, all but the one that `content` was in. */
  readonly record?: Readonly<Record<string, unknown>>;
  /** The name of that field, and its place among all fields, counted from 0; the last where it is absent. */
  readonly field?: string;
  readonly fieldIndex?: number;
}

/** A removed piece of the source, and why it was removed. */
export interface Removal {
  /** UTF-16 code units of the source. */
  readonly start: number;
  readonly end: number;
  readonly category: Category;
  /** The rule's id, or the model's name. */
  readonly ruleId?: string;
  readonly model?: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly message: string;
  /** The piece itself, markup and line ends included. */
  readonly text: string;
}

/** How a source is made of what was kept of it. */
export interface Recipe {
  /** Of the original's bytes; of a string's in UTF-8. */
  readonly sha256: string;
  /** Length of the kept text, in UTF-16 code units. */
  readonly kept: number;
  readonly layout: Layout;
  /** How the source becomes bytes; absent where it was a string. */
  readonly bytes?: InCharset | Whole;
}

/** The source in this charset, with these bytes changed. */
export interface InCharset {
  readonly charset: string;
  readonly patch?: BytePatch;
}

/** The bytes themselves, in base64: they cannot be told from the source. */
export interface Whole {
  readonly base64: string;
}

/** The record that a document was, as far as the cleaned record does not tell it. */
export interface RecordShape {
  /** The field that the source was in. */
  readonly field: string;
  /** All its fields, that one among them, in their order. */
  readonly keys: readonly string[];
  /** Its own values of fields that cleaning has written over. */
  readonly replaced?: Readonly<Record<string, unknown>>;
}

/** Plain data: one line of JSON a document. */
export interface Standoff {
  readonly format: typeof STANDOFF_FORMAT;
  readonly name: string;
  readonly id: string;
  readonly site?: string;
  /** The source's place below a folder. */
  readonly source: string;
  /** The output's file name below the output folder, with forward slashes: told by who writes it. In a file of records it has none. */
  readonly output?: string;
  readonly documentFormat: Format;
  readonly to: OutputFormat;
  readonly record?: RecordShape;
  /** In the order of the source, apart from each other. */
  readonly removals: readonly Removal[];
  /** Words where the source cannot be made of this form of output: they say of which it can. */
  readonly restore: Recipe | string;
}

/** The fields of a cleaned record that take the place of the record's own. */
const WRITTEN_OVER = ['body', 'verdicts', 'notes', 'error'] as const;

/**
 * The stand-off record of a cleaned document.
 * @param document as it was read from `original.content`
 * @param to the form in which the article is written
 *
 *
 * @example
 * ```ts
 * import { clean, compileRules, loadPacks, readText, standoffOf } from 'klartext';
 *
 * const source = 'Der Rat tagt.\r\n\r\nTextgröße ändern:\r\n';
 * const text = readText(source);
 * const article = clean(text, compileRules(loadPacks()));
 * const original = { name: 'a.txt', relative: 'a.txt', content: source };
 * const standoff = standoffOf(text, article, 'txt', original);
 * standoff.removals.map(({ category, text }) => [category, text]); // => [['font-size', 'Textgröße ändern:\r\n']]
 * ```
 */
export function standoffOf(document: Document, article: CleanArticle, to: OutputFormat, original: Original): Standoff {
  expectDocument(document);
  expectArticle(article);
  expectArgument(original?.content !== undefined, 'original', 'a document as it was found, with its content', original);
  const { source, format } = document;
  const ranges = sourceRanges(document, article.verdicts);
  const removals = ranges.flatMap(({ start, end, removed }): Removal[] =>
    removed === undefined ? [] : [{ start, end, ...removed, text: source.slice(start, end) }],
  );
  const kept = restorable(document, article, to);
  const shape = recordShape(original);
  return {
    format: STANDOFF_FORMAT,
    name: original.name,
    id: article.id,
    ...(article.site === undefined ? {} : { site: article.site }),
    source: original.relative,
    documentFormat: format,
    to,
    ...(shape === undefined ? {} : { record: shape }),
    removals,
    restore:
      kept === undefined
        ? ELSEWHERE[format]
        : {
            sha256: sha256(original.content),
            kept: kept.length,
            layout: layoutOf(source, ranges, kept),
            ...(typeof original.content === 'string' ? {} : { bytes: bytesOf(original.content, document) }),
          },
  };
}

const ELSEWHERE: Readonly<Record<Format, string>> = {
  html: 'a page is restored from --to html',
  text: 'a text is restored from --to txt, html, json or jsonl',
};

/** What an output form keeps of the source, in its order and nothing else; undefined where it is too far from it. */
function restorable(document: Document, article: CleanArticle, to: OutputFormat): string | undefined {
  if (to === 'html') return replaceLoneSurrogates(keptSource(document, article.verdicts));
  return document.format === 'text' && to !== 'md' ? replaceLoneSurrogates(article.body) : undefined;
}

/** What must be known to make the record again; undefined where the document was none. */
function recordShape({ record, field, fieldIndex }: Pick<Original, 'record' | 'field' | 'fieldIndex'>): RecordShape | undefined {
  if (record === undefined || field === undefined) return undefined;
  const keys = Object.keys(record);
  keys.splice(fieldIndex ?? keys.length, 0, field);
  const replaced = Object.fromEntries(WRITTEN_OVER.filter((key) => Object.hasOwn(record, key)).map((key) => [key, record[key]]));
  return { field, keys, ...(Object.keys(replaced).length === 0 ? {} : { replaced }) };
}

/** What is needed beside the source to make these bytes of it. */
function bytesOf(original: Uint8Array, { source, meta: { charset = 'utf-8' } }: Document): InCharset | Whole {
  const encoded = encodeText(charset, source);
  const patch = encoded === undefined ? undefined : diffBytes(encoded, original);
  if (patch === undefined) return { base64: Buffer.from(original).toString('base64') };
  return { charset, ...(patch.length === 0 ? {} : { patch }) };
}

/** The hash of bytes or of a string's UTF-8, in hexadecimal digits. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
