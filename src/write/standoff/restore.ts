/** Restores the source of a cleaned document from its output and its stand-off record. */
import { Buffer } from 'node:buffer';
import { expectArgument, expectChoice, expectString } from '../../model/argument.js';
import { patchBytes } from '../../text/bytes/bytePatch.js';
import { encodeText, replaceLoneSurrogates } from '../../text/bytes/encode.js';
import { OUTPUT_FORMATS, type OutputFormat } from '../write.js';
import { sourceFrom } from './layout.js';
import { type InCharset, type Recipe, type Standoff, sha256, type Whole } from './standoff.js';

/** Thrown for a source that cannot be restored; the message gives the reason, without the document's name. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError';
}

const CHANGED = 'the cleaned text is not the one that was written: it has been changed since, or is from another run';

/**
 * Restores the original of a document: its bytes, or the string if it was one.
 * @param kept what the output contains of it: the page of `--to html`, else the body (of a record its `body`; of a text
 *   file everything except the last line end)
 * @throws RestoreError if this form of output cannot be restored, or if the text or the record was changed
 *
 *
 * @example
 * ```ts
 * import { clean, compileRules, loadPacks, readText, restoreFrom, standoffOf } from 'klartext';
 *
 * const source = 'Der Rat tagt.\r\n\r\nTextgröße ändern:\r\n';
 * const text = readText(source);
 * const article = clean(text, compileRules(loadPacks()));
 * const original = { name: 'a.txt', relative: 'a.txt', content: source };
 * restoreFrom(standoffOf(text, article, 'txt', original), article.body) === source; // => true
 * ```
 */
export function restoreFrom(standoff: Standoff, kept: string): Uint8Array | string {
  expectArgument(Array.isArray(standoff?.removals), 'standoff', 'a record, as standoffOf and parseStandoff give it', standoff);
  expectString(kept, 'kept');
  const { restore, removals } = standoff;
  if (typeof restore === 'string') throw new RestoreError(restore);
  const original = originalOf(restore, replaceLoneSurrogates(kept), removals);
  if (sha256(original) !== restore.sha256) throw new RestoreError(CHANGED);
  return original;
}

function originalOf({ kept: length, layout, bytes }: Recipe, kept: string, removals: Standoff['removals']): Uint8Array | string {
  if (bytes !== undefined && 'base64' in bytes) return Buffer.from(bytes.base64, 'base64');
  if (kept.length !== length) throw new RestoreError(CHANGED);
  try {
    const source = sourceFrom(
      layout,
      kept,
      removals.map(({ text }) => text),
    );
    return bytes === undefined ? source : encoded(source, bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new RestoreError(`the record of removals is damaged: ${error.message}`);
    throw error;
  }
}

function encoded(source: string, { charset, patch }: Exclude<InCharset, Whole>): Uint8Array {
  const bytes = encodeText(charset, source);
  if (bytes === undefined) throw new RestoreError(`the text cannot be written as ${charset}`);
  return patch === undefined ? bytes : patchBytes(bytes, patch);
}

/**
 * Restores the record that contained a document: its own fields in their order, with the source in its field.
 * @param cleaned the record that clean wrote
 * @throws RestoreError if the document was no record of text
 */
export function recordFrom(
  { record: shape }: Standoff,
  cleaned: Readonly<Record<string, unknown>> | undefined,
  original: Uint8Array | string,
): Record<string, unknown> {
  if (shape === undefined || cleaned === undefined) throw new RestoreError('was not a record: restore it into a folder');
  const { field, keys, replaced = {} } = shape;
  if (typeof original !== 'string') throw new RestoreError(`its field “${field}” held bytes, which JSON cannot: restore it into a folder`);
  return Object.fromEntries(
    keys.map((key) => [key, key === field ? original : Object.hasOwn(replaced, key) ? replaced[key] : (cleaned[key] ?? null)]),
  );
}

/**
 * What an output file contains of its source (see `restoreFrom`).
 * @param written the file's content, as text
 * @throws RestoreError for a `json` output in another form
 *
 *
 * @example
 * ```ts
 * import { keptIn } from 'klartext';
 *
 * keptIn('Der Rat tagt.\n', 'txt'); // => 'Der Rat tagt.'
 * keptIn('{"body":"Der Rat tagt."}', 'json'); // => 'Der Rat tagt.'
 * ```
 */
export function keptIn(written: string, to: OutputFormat): string {
  expectString(written, 'written');
  expectChoice(to, OUTPUT_FORMATS, 'to');
  if (to === 'html') return written;
  if (to === 'txt') return written.endsWith('\n') ? written.slice(0, -1) : written;
  let body: unknown;
  try {
    body = (JSON.parse(written) as { body?: unknown } | null)?.body;
  } catch {
    throw new RestoreError('is not the JSON that “klartext clean” writes');
  }
  if (typeof body !== 'string') throw new RestoreError('has no “body”: it is not what “klartext clean” writes');
  return body;
}
