/** Recognises the kind of a file: by how its bytes begin, else by its name, else by its first line. */
import { has } from './compression/unpacked.js';
import { kindByName } from './endings.js';
import { foreignIn } from './foreign.js';
import { isMime } from './mimeStart.js';
import { isDoctypeOfPage, withoutProlog } from './prolog.js';
import type { SourceKind } from './sourceKinds.js';
import { UnreadableError } from './unreadable.js';

/** A `document` is a single page or text; `json` is a JSON file that is not JSON Lines. */
export type RecognisedKind = Exclude<SourceKind, 'auto' | 'html' | 'text'> | 'document' | 'json';

/** The number of bytes that identify the kind: the mark of a tar follows the first entry's name. */
export const KIND_MAGIC = 512;

const ASCII = (text: string) => [...text].map((char) => char.charCodeAt(0));

function kindByMagic(head: Uint8Array): RecognisedKind | undefined {
  if (has(head, 0, ASCII('PAR1'))) return 'parquet';
  if (has(head, 0, ASCII('PK\u0003\u0004')) || has(head, 0, ASCII('PK\u0005\u0006'))) return 'zip';
  if (has(head, 0, ASCII('WARC/')) && head[5] >= 48 && head[5] <= 57) return 'warc';
  if (has(head, 257, ASCII('ustar'))) return 'tar';
  return undefined;
}

/** @param name may have endings of compression */
export function recognise(head: Uint8Array, name: string): RecognisedKind {
  const magic = kindByMagic(head);
  if (magic !== undefined) return magic;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  const foreign = foreignIn(bytes);
  if (foreign !== undefined) throw new UnreadableError(foreign);
  if (isMime(bytes)) return 'mime';
  const named = kindByName(name);
  const start = startOf(head);
  if (named === 'xml' || (named !== 'html' && isXml(start))) return isPage(start) ? 'document' : 'xml';
  if (named === 'html' || named === 'text') return 'document';
  if (named !== undefined) return named;
  return byLook(start, name);
}

/** Whether these bytes identify the kind. A program that sends one record and waits for the result sends no more. */
export function tellsKind(head: Uint8Array): boolean {
  return kindByMagic(head) !== undefined || beginsWithRecord(startOf(head)) === true;
}

/** The root elements of what is read as XML, which may come without a declaration. */
const XML_ROOT = /^<(?:TEI(?:\.2)?|teiCorpus(?:\.2)?|idsCorpus|rss|feed|rdf:RDF|doc\s[^<>]*(?:sitename|hostname|source|fingerprint)=)/u;

function isXml(start: string): boolean {
  return XML_ROOT.test(withoutProlog(start)) || (start.startsWith('<?xml') && !isPage(start));
}

/** Whether a document is a page, which XHTML is too. */
function isPage(start: string): boolean {
  return /^<(?:!doctype\s+html|html)\b/iu.test(withoutProlog(start, isDoctypeOfPage));
}

/** For files with neither a known beginning nor a known ending: JSON Lines begin with a complete object on the first line. */
function byLook(start: string, name: string): RecognisedKind {
  // If the first line is longer than the head, it is a record: pretty-printed JSON has short lines.
  if (beginsWithRecord(start) !== false) return 'jsonl';
  return /\.json(?:\.[a-z0-9]+)?$/iu.test(name) ? 'json' : 'document';
}

/** Whether the first line is a complete object; undefined if it begins like one and does not end here. */
function beginsWithRecord(start: string): boolean | undefined {
  if (!/^\{\s*"/u.test(start)) return false;
  const end = start.indexOf('\n');
  if (end < 0) return undefined;
  try {
    JSON.parse(start.slice(0, end));
    return true;
  } catch {
    return false;
  }
}

function startOf(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, head.length)
    .toString()
    .replace(/^\ufeff?\s*/u, '');
}
