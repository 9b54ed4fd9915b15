/** CSV and TSV: a header, then one record per row. */
import { parse } from 'csv-parse/sync';
import type { AnyItem } from '../../item.js';
import { type ByteLine, linesOf } from '../byteLines.js';
import type { Bytes } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';
import { asUtf8 } from '../utf8.js';
import type { Collection } from './collection.js';
import type { Fields } from './fields.js';
import { RecordItems } from './recordItems.js';

/** The one that occurs most often in the header is taken. */
const DELIMITERS = [',', ';', '\t'];

/** Bytes that a row may contain besides its document; rows with several long fields are common. */
const SLACK = 64 << 20;

const QUOTE = 34;
const CARRIAGE_RETURN = 13;
const LINE_FEED = Buffer.of(10);

/** The documents of the rows, which are counted from 1 after the header. An invalid row does not affect others. */
export async function* readCsv(bytes: Bytes, collection: Collection, fields: Fields, delimiter?: string): AsyncGenerator<AnyItem> {
  const rows = new RowReader(new RecordItems(collection, fields), delimiter);
  for await (const batch of batchesOf(linesOf(asUtf8(bytes, 'file'), collection.maxBytes + SLACK), collection.maxBytes + SLACK)) {
    yield* rows.of(batch);
  }
}

/** Lines of complete rows; undefined for a line that was too long. */
type Batch = readonly (Uint8Array | undefined)[];

/**
 * A row continues on the next line while a quote is open. A stray quote stays open until the next one; if the row gets
 * too long before that, its lines are returned as they are.
 */
async function* batchesOf(lines: AsyncIterable<ByteLine[]>, maxLength: number): AsyncGenerator<Batch> {
  const batch: (Uint8Array | undefined)[] = [];
  let length = 0;
  let open = false;
  for await (const some of lines) {
    let whole = 0;
    for (const { bytes } of some) {
      batch.push(bytes);
      length += bytes?.length ?? 0;
      if (bytes !== undefined && hasOddQuotes(bytes)) open = !open;
      if (!open || length > maxLength) {
        whole = batch.length;
        open = false;
        length = 0;
      }
    }
    if (whole > 0) yield batch.splice(0, whole);
  }
  if (batch.length > 0) yield batch;
}

function hasOddQuotes(line: Uint8Array): boolean {
  let odd = false;
  for (let at = line.indexOf(QUOTE); at >= 0; at = line.indexOf(QUOTE, at + 1)) odd = !odd;
  return odd;
}

class RowReader {
  readonly #items: RecordItems;
  #delimiter: string | undefined;
  #header: readonly string[] | undefined;
  #count = 0;

  constructor(items: RecordItems, delimiter: string | undefined) {
    this.#items = items;
    this.#delimiter = delimiter;
  }

  *of(batch: Batch): Generator<AnyItem> {
    let start = 0;
    for (let at = batch.indexOf(undefined); at >= 0; at = batch.indexOf(undefined, start)) {
      yield* this.#itemsOf(batch.slice(start, at) as Uint8Array[]);
      yield this.#items.bad(++this.#count, new UnreadableError('a line that is much too long for a document'));
      start = at + 1;
    }
    yield* this.#itemsOf(batch.slice(start) as Uint8Array[]);
  }

  *#itemsOf(lines: readonly Uint8Array[]): Generator<AnyItem> {
    if (lines.length === 0) return;
    this.#delimiter ??= guessDelimiter(Buffer.from(lines[0]).toString());
    for (const row of this.#parsed(lines, this.#delimiter)) {
      if (row instanceof Error) yield this.#items.bad(++this.#count, row);
      else if (this.#header === undefined) this.#header = named(row);
      else yield this.#item(row, this.#header);
    }
  }

  /** If the lines cannot be parsed together, each is parsed separately. */
  #parsed(lines: readonly Uint8Array[], delimiter: string): (string[] | Error)[] {
    try {
      return parse(joined(lines), {
        delimiter,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: true,
      });
    } catch {
      if (lines.length === 1) return [new UnreadableError('a quotation mark is opened in this row and never closed')];
      return lines.flatMap((line) => this.#parsed([line], delimiter));
    }
  }

  #item(row: readonly string[], header: readonly string[]): AnyItem {
    const record: Record<string, string> = {};
    row.forEach((value, i) => {
      Object.defineProperty(record, header[i] ?? `column ${i + 1}`, { value, enumerable: true, writable: true, configurable: true });
    });
    const number = ++this.#count;
    if (row.length === header.length) return this.#items.of(record, number);
    return this.#items.bad(number, new UnreadableError(`it has ${row.length} fields, and the header has ${header.length}`), record);
  }
}

/** Joins lines; the last one loses its carriage return. */
function joined(lines: readonly Uint8Array[]): Buffer {
  const whole = Buffer.concat(lines.flatMap((line) => [LINE_FEED, line])).subarray(LINE_FEED.length);
  return whole.at(-1) === CARRIAGE_RETURN ? whole.subarray(0, -1) : whole;
}

/** The header with unique names, so that no field hides another. */
function named(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((name) => {
    const plain = name.trim();
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    return count === 1 ? plain : `${plain}_${count}`;
  });
}

function guessDelimiter(header: string): string {
  const plain = header.replace(/"[^"]*"/gu, '');
  const count = (delimiter: string) => plain.split(delimiter).length;
  return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
}
