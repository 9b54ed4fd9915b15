/** Reads the documents of any input: a page, a text, or many in a file of records or an archive, compressed or not. */
import type { Format } from '../../model/document.js';
import { type Input, STDIN } from '../findInputs.js';
import type { Found } from '../item.js';
import { type Bytes, bytesOf, collect, Progress, peek } from './bytes.js';
import { unpacked } from './compression/unpacked.js';
import { stemOf, withoutCompression } from './endings.js';
import { formatOf } from './format.js';
import type { Container } from './formats/container.js';
import type { Fields } from './formats/fields.js';
import { KIND_MAGIC, type Recognised, recognise } from './kinds.js';
import type { SourceKind } from './sourceKinds.js';
import { NoDocumentError, UnreadableError, unreadable } from './unreadable.js';

export type { Fields } from './formats/fields.js';
export { SOURCE_KINDS, type SourceKind } from './sourceKinds.js';

export interface ReadSettings {
  /** What the inputs are; `auto` tells it from their content and their names. */
  readonly from: SourceKind;
  readonly fields: Fields;
  /** How large a document may be, without compression. */
  readonly maxBytes: number;
  /** Called as bytes of the input (as they lie in the file, still compressed) have been consumed. */
  readonly onBytes?: (count: number) => void;
}

/**
 * The documents of an input, in their order there, in memory that does not depend on the input's size. It never throws:
 * what cannot be read is a `BadItem`, and a file that ends badly gives what came before and then one for itself.
 */
export async function* readItems(input: Input, settings: ReadSettings): AsyncGenerator<Found> {
  const progress = new Progress(settings.onBytes);
  const source = bytesOf(input, progress);
  try {
    const items = itemsIn(source, input, settings, progress);
    yield* input.walked ? unlessWithoutDocuments(items, input) : items;
  } catch (error) {
    yield { name: input.file, relative: input.relative, error: error instanceof UnreadableError ? error : unreadable(error) };
  } finally {
    // Standard input that nobody writes to would never answer; it ends with the process.
    const closed = source.return(undefined);
    if (input.file !== STDIN) await closed;
  }
}

/** A folder of pages may hold lists beside them: a file whose first record has no document is no input. */
async function* unlessWithoutDocuments(items: AsyncGenerator<Found>, { file, relative }: Input): AsyncGenerator<Found> {
  let isFirst = true;
  for await (const found of items) {
    if (isFirst && 'error' in found && found.error instanceof NoDocumentError) {
      const error = new UnreadableError('left out, since its records hold no document: name a field with --text-field or --html-field');
      yield { name: file, relative, error, leftOut: true };
      return;
    }
    isFirst = false;
    yield found;
  }
}

async function* itemsIn(source: Bytes, input: Input, settings: ReadSettings, progress: Progress): AsyncGenerator<Found> {
  const { head, all, layers } = await unpacked(source);
  const { kind, bytes } = await kindOf(head, all, input, settings.from);
  const container: Container = { name: input.file, stem: stemOf(input.relative), maxBytes: settings.maxBytes };
  switch (kind) {
    case 'document':
      yield await documentOf(bytes, input, settings);
      return;
    case 'json':
      throw new UnreadableError('JSON, but not JSON Lines, a record a line: “jq -c .[] FILE | klartext clean -” makes lines of a list');
    case 'jsonl':
      yield* (await import('./formats/jsonl.js')).readJsonLines(bytes, container, settings.fields);
      return;
    case 'csv':
    case 'tsv':
      yield* (await import('./formats/csv.js')).readCsv(bytes, container, settings.fields, kind === 'tsv' ? '\t' : undefined);
      return;
    case 'warc':
      yield* (await import('./formats/warc.js')).readWarc(bytes, container);
      return;
    case 'tar':
      yield* (await import('./formats/tar.js')).readTar(bytes, container);
      return;
    case 'zip':
      refuseStream('a zip archive', input, layers);
      yield* (await import('./formats/zip.js')).readZip(input.file, container, progress);
      return;
    case 'parquet':
      refuseStream('a Parquet file', input, layers);
      yield* (await import('./formats/parquet.js')).readParquet(input.file, container, settings.fields, progress);
      return;
  }
}

/** Of a zip archive and a Parquet file the directory stands at the end. */
function refuseStream(what: string, input: Input, layers: number): void {
  if (input.file === STDIN)
    throw new UnreadableError(`${what} cannot be read from standard input, since its directory stands at its end: save it as a file first`);
  if (layers > 0) throw new UnreadableError(`${what} that is compressed once more cannot be read: unpack it first (“gunzip”, “unxz” …)`);
}

async function kindOf(head: Uint8Array, all: Bytes, input: Input, from: SourceKind): Promise<{ kind: Recognised; bytes: Bytes }> {
  if (from === 'html' || from === 'text') return { kind: 'document', bytes: all };
  if (from !== 'auto') return { kind: from, bytes: all };
  const more = head.length < KIND_MAGIC ? await peek(all, KIND_MAGIC) : { head, all };
  return { kind: recognise(more.head, input.relative), bytes: more.all };
}

/** The input as one document. */
async function documentOf(bytes: Bytes, input: Input, { from, maxBytes }: ReadSettings): Promise<Found> {
  const content = await collect(bytes, maxBytes);
  if (content.length === 0) throw new UnreadableError('the file is empty');
  const relative = withoutCompression(input.relative);
  const format: Format = from === 'html' || from === 'text' ? from : formatOf(relative, content);
  return { name: input.file, relative, content, format, ...(input.file === STDIN && { id: input.relative }) };
}
