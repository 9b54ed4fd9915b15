/** WARC and WET files: the records of crawlers. */
import { AsyncIterReader, StatusAndHeaders, StatusAndHeadersParser } from 'warcio';
import type { Format } from '../../../model/document.js';
import type { AnyItem, BadItem, Item } from '../../item.js';
import { ByteReader, cutShort } from '../byteReader.js';
import type { Bytes } from '../bytes.js';
import { formatOf } from '../format.js';
import { tooLarge, UnreadableError, unreadable } from '../unreadable.js';
import { type Collection, relativeOf } from './collection.js';
import { decodeBody } from './httpBody.js';

/** The length of a block of headers at most, in bytes. */
const HEADERS = 1 << 16;

/** A record begins with its version and the name of a header; the mark alone may occur in a text. */
const BEGINNING = /^WARC\/\d\.\d+\r?\n[\w-]+:/u;
const BEGINNING_LENGTH = 64;
const MARK = new TextEncoder().encode('WARC/');

const FORMATS: Readonly<Record<string, Format>> = { 'text/html': 'html', 'application/xhtml+xml': 'html', 'text/plain': 'text' };

interface WarcRecord {
  readonly headers: StatusAndHeaders;
  /** The content; only its beginning if it is too large. */
  readonly block: Uint8Array;
  readonly isWhole: boolean;
}

/**
 * The documents of a WARC: pages and texts in successful responses and resources, and converted texts. All records are
 * counted, from 1. The frames of records are parsed here, since the library's reader would load an endless record into
 * memory, and cannot find the next record after a damaged one.
 */
export async function* readWarc(bytes: Bytes, collection: Collection): AsyncGenerator<AnyItem> {
  const reader = new ByteReader(bytes);
  try {
    for (let number = 1; await atRecord(reader); number++) {
      let record: WarcRecord;
      try {
        record = await nextRecord(reader, collection.maxBytes);
      } catch (error) {
        if (!(error instanceof BrokenFrame)) throw error;
        yield { name: `${collection.name}#${number}`, relative: relativeOf(collection, undefined, number, 'text'), error };
        await findRecord(reader);
        continue;
      }
      const found = await documentIn(record, number, collection);
      if (found !== undefined) yield found;
    }
  } finally {
    await reader.close();
  }
}

/** Thrown if the end of a record is unknown, so that the next one must be searched for. */
class BrokenFrame extends UnreadableError {}

/** Skips the line ends between records. @returns false at the end of the file */
async function atRecord(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const next = await reader.look(1);
    if (next.length === 0) return false;
    const blank = next.findIndex((byte) => byte !== 13 && byte !== 10);
    reader.skip(blank < 0 ? next.length : blank);
    if (blank >= 0) return true;
  }
}

/** Skips to the next beginning of a record, by at least one byte. */
async function findRecord(reader: ByteReader): Promise<void> {
  for (let from = 1; ; from = 0) {
    const seen = viewOf(await reader.look(HEADERS));
    for (let at = seen.indexOf(MARK, from); at >= 0; at = seen.indexOf(MARK, at + 1)) {
      if (!BEGINNING.test(seen.toString('latin1', at, at + BEGINNING_LENGTH))) continue;
      reader.skip(at);
      return;
    }
    if (seen.length < HEADERS) {
      reader.skip(seen.length);
      return;
    }
    // The bytes may end in the middle of a beginning.
    reader.skip(seen.length - BEGINNING_LENGTH);
  }
}

/** Reads the headers and the block of a record, and checks that the record ends there. */
async function nextRecord(reader: ByteReader, maxBytes: number): Promise<WarcRecord> {
  // Not beyond the headers: a program that sends one record and waits for the result sends no more.
  let start = await reader.look(BEGINNING_LENGTH);
  let end = endOfHeaders(start);
  while (end === undefined && start.length < HEADERS) {
    const more = await reader.look(start.length + 1);
    if (more.length === start.length) break;
    start = more;
    end = endOfHeaders(start);
  }
  if (!BEGINNING.test(viewOf(start).toString('latin1', 0, BEGINNING_LENGTH)) || end === undefined)
    throw new BrokenFrame('a part of the file is damaged and was skipped');
  const headers = await parseHeaders(start.subarray(0, end));
  const length = headers.headers.get('Content-Length') ?? '';
  if (!/^\d{1,15}$/u.test(length)) throw new BrokenFrame('the record is damaged: it does not say how long it is');
  if (Number(length) > maxBytes + HEADERS) {
    const block = (await reader.look(end + HEADERS)).slice(end, end + HEADERS);
    reader.skip(end);
    await reader.pass(Number(length));
    return { headers, block, isWhole: false };
  }
  const whole = end + Number(length);
  const seen = await reader.look(whole + 1);
  if (seen.length < whole && viewOf(seen).indexOf(MARK, end) < 0) {
    reader.skip(seen.length);
    // Throws the error that ended the stream, if there was one, since it says more.
    await reader.look(1);
    throw cutShort();
  }
  if (seen.length < whole || (seen.length > whole && seen[whole] !== 13 && seen[whole] !== 10))
    throw new BrokenFrame('the record is damaged: it does not end where it says');
  reader.skip(whole);
  return { headers, block: seen.subarray(end, whole), isWhole: true };
}

/** The document of a record; undefined for a record that contains none. */
async function documentIn(record: WarcRecord, number: number, collection: Collection): Promise<AnyItem | undefined> {
  const part = await partIn(record);
  if (part === undefined) return undefined;
  const url = record.headers.headers.get('WARC-Target-URI')?.replace(/^<(.*)>$/u, '$1');
  const name = `${collection.name}#${number}`;
  const bad = (error: Error): BadItem => ({ name, relative: relativeOf(collection, url, number, 'text'), error, record: { url } });
  if (!record.isWhole) return bad(tooLarge(collection.maxBytes));
  let body: Uint8Array;
  try {
    body = part.isHttp ? await decodeBody(part.body, part.headers.headers, collection.maxBytes) : part.body;
  } catch (error) {
    return bad(unreadable(error));
  }
  if (body.length === 0) return undefined;
  if (body.length > collection.maxBytes) return bad(tooLarge(collection.maxBytes));
  const charset = /charset\s*=\s*["']?([\w.:-]+)/iu.exec(part.headers.headers.get('Content-Type') ?? '')?.[1];
  const format = formatOfType(part.headers) ?? formatOf('', body);
  return {
    name,
    relative: relativeOf(collection, url, number, format),
    content: body,
    format,
    ...(url !== undefined && { id: url, url }),
    ...(charset !== undefined && { charset }),
  } satisfies Item;
}

/** A body and the headers that describe it. */
interface Part {
  readonly headers: StatusAndHeaders;
  readonly body: Uint8Array;
  /** Whether the body may still be encoded for HTTP. */
  readonly isHttp: boolean;
}

/** The part of a record that may be a document, judging by the types that the record declares. */
async function partIn({ headers, block }: WarcRecord): Promise<Part | undefined> {
  const type = headers.headers.get('WARC-Type')?.toLowerCase();
  if (type !== 'response' && type !== 'resource' && type !== 'conversion') return undefined;
  if (/^application\/http\b/iu.test(headers.headers.get('Content-Type') ?? 'application/http')) return responseIn(block);
  if (type === 'response' || formatOfType(headers) === undefined) return undefined;
  return { headers, body: block, isHttp: false };
}

/** A successful HTTP response with a page or a text; without a declared type it must begin like a page. */
async function responseIn(block: Uint8Array): Promise<Part | undefined> {
  const end = endOfHeaders(block) ?? block.length;
  const headers = await parseHeaders(block.subarray(0, end));
  if (!/^HTTP\/\S+\s+2\d\d\b/u.test(headers.statusline)) return undefined;
  const body = block.subarray(end);
  const hasType = (headers.headers.get('Content-Type') ?? '') !== '';
  const isDocument = hasType ? formatOfType(headers) !== undefined : formatOf('', body) === 'html';
  return isDocument ? { headers, body, isHttp: true } : undefined;
}

function formatOfType({ headers }: StatusAndHeaders): Format | undefined {
  const type = headers.get('Content-Type')?.split(/[;,]/u)[0].trim().toLowerCase() ?? '';
  return Object.hasOwn(FORMATS, type) ? FORMATS[type] : undefined;
}

/** The end of the first empty line; undefined if there is none within the limit. */
function endOfHeaders(bytes: Uint8Array): number | undefined {
  const head = viewOf(bytes).subarray(0, HEADERS);
  const ends = ['\r\n\r\n', '\n\n'].map((end) => ({ at: head.indexOf(end), length: end.length })).filter(({ at }) => at >= 0);
  const first = ends.sort((a, b) => a.at - b.at)[0];
  return first === undefined ? undefined : first.at + first.length;
}

async function parseHeaders(bytes: Uint8Array): Promise<StatusAndHeaders> {
  const reader = new AsyncIterReader([bytes], null);
  const headers = await new StatusAndHeadersParser().parse(reader, { headersClass: Headers });
  return headers ?? new StatusAndHeaders({ statusline: '', headers: new Headers() });
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
