/** Reads the documents of an input: a single page or text, or many in a collection, compressed or not. */
import type { Format } from '../../model/document.js';
import { shownName } from '../fileName.js';
import { type Input, STDIN } from '../findInputs.js';
import type { AnyItem, BadItem } from '../item.js';
import { type Bytes, bytesOf, collect, peek, ReadProgress } from './bytes.js';
import { unpacked } from './compression/unpacked.js';
import { stemOf, withoutCompression } from './endings.js';
import { formatOf } from './format.js';
import type { Collection } from './formats/collection.js';
import type { Fields } from './formats/fields.js';
import { KIND_MAGIC, type RecognisedKind, recognise, tellsKind } from './kinds.js';
import type { SourceKind } from './sourceKinds.js';
import { IrregularError, NoDocumentError, UnreadableError, unreadable } from './unreadable.js';

export interface ReadSettings {
  /** The kind of the inputs; `auto` recognises it by content and name. */
  readonly from: SourceKind;
  readonly fields: Fields;
  /** The size of an unpacked document at most. */
  readonly maxBytes: number;
  /** Called with the number of bytes consumed, as they are in the file, still compressed. */
  readonly onBytes?: (count: number) => void;
  /** Closes standard input when aborted. */
  readonly signal?: AbortSignal;
}

/**
 * The documents of an input, in order. Memory does not depend on the size of the input. Never throws: what cannot be read
 * becomes a `BadItem`. If a file cannot be read to its end, its documents so far are followed by a `BadItem` for the file.
 */
export async function* readItems(input: Input, settings: ReadSettings): AsyncGenerator<AnyItem> {
  const progress = new ReadProgress(settings.onBytes);
  const source = bytesOf(input, progress, settings.signal);
  try {
    const items = itemsIn(source, input, settings, progress);
    yield* input.walked ? unlessWithoutDocuments(items, input) : items;
  } catch (error) {
    yield failedInput(input, error);
  } finally {
    // Would wait for ever for a silent standard input, which the signal closes.
    const closed = source.return(undefined);
    if (input.file !== STDIN) await closed;
  }
}

/** An input that cannot be read. A pipe or device found in a folder is not a failure. */
function failedInput({ file, relative, walked }: Input, error: unknown): BadItem {
  const name = shownName(file);
  if (walked && error instanceof IrregularError) {
    return { name, relative, error: new UnreadableError(`passed over: it is ${error.what}`), leftOut: true };
  }
  return { name, relative, error: error instanceof UnreadableError ? error : unreadable(error) };
}

/** Folders may contain lists beside the pages: a file whose first record has no document is left out. */
async function* unlessWithoutDocuments(items: AsyncGenerator<AnyItem>, { file, relative }: Input): AsyncGenerator<AnyItem> {
  let isFirst = true;
  for await (const found of items) {
    if (isFirst && 'error' in found && found.error instanceof NoDocumentError) {
      const error = new UnreadableError('left out, since its records contain no document: name a field with --text-field or --html-field');
      yield { name: shownName(file), relative, error, leftOut: true };
      return;
    }
    isFirst = false;
    yield found;
  }
}

async function* itemsIn(source: Bytes, input: Input, settings: ReadSettings, progress: ReadProgress): AsyncGenerator<AnyItem> {
  const { head, all, layers } = await unpacked(source);
  const { kind, bytes } = await kindOf(head, all, input, settings.from);
  const collection: Collection = { name: shownName(input.file), stem: stemOf(input.relative), maxBytes: settings.maxBytes };
  switch (kind) {
    case 'document':
      yield await documentOf(bytes, input, settings);
      return;
    case 'json':
      throw new UnreadableError(
        'JSON, but not JSON Lines (one record per line): “jq -c .[] FILE | klartext clean -” turns a list into lines',
      );
    case 'jsonl':
      yield* (await import('./formats/jsonl.js')).readJsonLines(bytes, collection, settings.fields);
      return;
    case 'csv':
    case 'tsv':
      yield* (await import('./formats/csv.js')).readCsv(bytes, collection, settings.fields, kind === 'tsv' ? '\t' : undefined);
      return;
    case 'xml':
      yield* (await import('./formats/xml/readXml.js')).readXml(bytes, collection);
      return;
    case 'mime':
      yield* (await import('./formats/mime.js')).readMime(bytes, collection);
      return;
    case 'warc':
      yield* (await import('./formats/warc.js')).readWarc(bytes, collection);
      return;
    case 'tar':
      yield* (await import('./formats/tar.js')).readTar(bytes, collection);
      return;
    case 'zip':
      refuseStream('a zip archive', input, layers);
      yield* (await import('./formats/zip.js')).readZip(input.file, collection, progress);
      return;
    case 'parquet':
      refuseStream('a Parquet file', input, layers);
      yield* (await import('./formats/parquet.js')).readParquet(input.file, collection, settings.fields, progress);
      return;
  }
}

/** Zip archives and Parquet files need random access. */
function refuseStream(what: string, input: Input, layers: number): void {
  if (input.file === STDIN)
    throw new UnreadableError(`${what} cannot be read from standard input, since its directory is at its end: save it as a file first`);
  if (layers > 0) throw new UnreadableError(`${what} that has been compressed again cannot be read: unpack it first (“gunzip”, “unxz” …)`);
}

async function kindOf(head: Uint8Array, all: Bytes, input: Input, from: SourceKind): Promise<{ kind: RecognisedKind; bytes: Bytes }> {
  if (from === 'html' || from === 'text') return { kind: 'document', bytes: all };
  if (from !== 'auto') return { kind: from, bytes: all };
  const more = head.length < KIND_MAGIC ? await peek(all, KIND_MAGIC, tellsKind) : { head, all };
  return { kind: recognise(more.head, input.relative), bytes: more.all };
}

async function documentOf(bytes: Bytes, input: Input, { from, maxBytes }: ReadSettings): Promise<AnyItem> {
  const content = await collect(bytes, maxBytes);
  if (content.length === 0) throw new UnreadableError('the file is empty');
  const relative = withoutCompression(input.relative);
  const format: Format = from === 'html' || from === 'text' ? from : formatOf(relative, content);
  return { name: shownName(input.file), relative, content, format, ...(input.file === STDIN && { id: input.relative }) };
}
