/** Recognises what a file is: by its first bytes, else by its name, else by how its text begins. */
import { has } from './compression/unpacked.js';
import { kindByName } from './endings.js';
import type { SourceKind } from './sourceKinds.js';

/** What a file may be; a `document` is a page or a text by itself, and `json` one that is no JSON Lines. */
export type RecognisedKind = Exclude<SourceKind, 'auto' | 'html' | 'text'> | 'document' | 'json';

/** How many bytes tell the kind: a tar says what it is behind its first entry's name. */
export const KIND_MAGIC = 512;

const ASCII = (text: string) => [...text].map((char) => char.charCodeAt(0));

/** The kind by its content where that has a mark of its own. */
function kindByMagic(head: Uint8Array): RecognisedKind | undefined {
  if (has(head, 0, ASCII('PAR1'))) return 'parquet';
  if (has(head, 0, ASCII('PK\u0003\u0004')) || has(head, 0, ASCII('PK\u0005\u0006'))) return 'zip';
  if (has(head, 0, ASCII('WARC/')) && head[5] >= 48 && head[5] <= 57) return 'warc';
  if (has(head, 257, ASCII('ustar'))) return 'tar';
  return undefined;
}

/** @param name its endings of compression do not matter */
export function recognise(head: Uint8Array, name: string): RecognisedKind {
  const magic = kindByMagic(head);
  if (magic !== undefined) return magic;
  const named = kindByName(name);
  if (named === 'html' || named === 'text') return 'document';
  if (named !== undefined) return named;
  return byLook(head, name);
}

/** Whether these bytes tell the kind, however few they are: whoever sends one record and waits for an answer sends no more. */
export function tellsKind(head: Uint8Array): boolean {
  return kindByMagic(head) !== undefined || beginsWithRecord(startOf(head)) === true;
}

/** Files that neither say what they are nor are named after it: records begin with a whole object on the first line. */
function byLook(head: Uint8Array, name: string): RecognisedKind {
  // A record that is longer than the head begins like one that is not printed over several lines.
  if (beginsWithRecord(startOf(head)) !== false) return 'jsonl';
  return /\.json(?:\.[a-z0-9]+)?$/iu.test(name) ? 'json' : 'document';
}

/** Whether the first line is an object by itself; undefined where it begins like one and goes on behind the text. */
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
