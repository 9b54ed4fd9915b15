/** JSON Lines: one record per line. */
import { isUtf8 } from 'node:buffer';
import { decodeText } from '../../../text/bytes/charset.js';
import type { AnyItem } from '../../item.js';
import { parseJson } from '../../records.js';
import { linesOf } from '../byteLines.js';
import type { Bytes } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';
import { asUtf8 } from '../utf8.js';
import type { Collection } from './collection.js';
import type { Fields } from './fields.js';
import { type RawRecord, RecordItems } from './recordItems.js';

/** Bytes that a line may contain besides its document. */
const SLACK = 1 << 20;

/** The documents of a file. An invalid line does not affect others. Blank lines are counted but ignored. */
export async function* readJsonLines(bytes: Bytes, collection: Collection, fields: Fields): AsyncGenerator<AnyItem> {
  const items = new RecordItems(collection, fields);
  const maxLength = collection.maxBytes + SLACK;
  for await (const lines of linesOf(asUtf8(bytes, 'line'), maxLength)) {
    for (const { number, bytes: line } of lines) {
      if (line === undefined) {
        yield items.bad(
          number,
          new UnreadableError(`a line of more than ${maxLength} bytes (--max-bytes allows ${collection.maxBytes} for the document)`),
        );
      } else if (!isBlank(line)) {
        yield itemOf(line, number, items);
      }
    }
  }
}

function itemOf(line: Uint8Array, number: number, items: RecordItems): AnyItem {
  let value: unknown;
  try {
    value = parseJson(textOf(line));
  } catch (error) {
    return items.bad(number, new UnreadableError((error as Error).message));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return items.of(value as RawRecord, number);
  return items.bad(number, new UnreadableError('not a record: a line of JSON Lines is an object, {"text": …}'));
}

/** Files may be merged from many sources: each line that is not UTF-8 is decoded separately. */
function textOf(line: Uint8Array): string {
  return isUtf8(line) ? Buffer.from(line.buffer, line.byteOffset, line.length).toString() : decodeText(line).text;
}

function isBlank(line: Uint8Array): boolean {
  for (const byte of line) if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  return true;
}
