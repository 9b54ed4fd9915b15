/** Recognises what a file is: by its first bytes, else by its name, else by how its text begins. */
import { has } from './compression/unpacked.js';
import { kindByName } from './endings.js';
import type { SourceKind } from './sourceKinds.js';

/** What a file may be; a `document` is a page or a text by itself, and `json` one that is no JSON Lines. */
export type Recognised = Exclude<SourceKind, 'auto' | 'html' | 'text'> | 'document' | 'json';

/** How many bytes tell the kind: a tar says what it is behind its first entry's name. */
export const KIND_MAGIC = 512;

const ASCII = (text: string) => [...text].map((char) => char.charCodeAt(0));

/** The kind by its content where that has a mark of its own. */
function kindByMagic(head: Uint8Array): Recognised | undefined {
  if (has(head, 0, ASCII('PAR1'))) return 'parquet';
  if (has(head, 0, ASCII('PK\u0003\u0004')) || has(head, 0, ASCII('PK\u0005\u0006'))) return 'zip';
  if (has(head, 0, ASCII('WARC/')) && head[5] >= 48 && head[5] <= 57) return 'warc';
  if (has(head, 257, ASCII('ustar'))) return 'tar';
  return undefined;
}

/** @param name its endings of compression do not matter */
export function recognise(head: Uint8Array, name: string): Recognised {
  const magic = kindByMagic(head);
  if (magic !== undefined) return magic;
  const named = kindByName(name);
  if (named === 'html' || named === 'text') return 'document';
  if (named !== undefined) return named;
  return byLook(head, name);
}

/** Files that neither say what they are nor are named after it: records begin with a whole object on the first line. */
function byLook(head: Uint8Array, name: string): Recognised {
  const start = Buffer.from(head.buffer, head.byteOffset, head.length)
    .toString()
    .replace(/^\ufeff?\s*/u, '');
  const isJsonName = /\.json(?:\.[a-z0-9]+)?$/iu.test(name);
  if (!/^\{\s*"/u.test(start)) return isJsonName ? 'json' : 'document';
  const end = start.indexOf('\n');
  // A record that is longer than the head begins like one that is not printed over several lines.
  if (end < 0) return 'jsonl';
  try {
    JSON.parse(start.slice(0, end));
    return 'jsonl';
  } catch {
    return isJsonName ? 'json' : 'document';
  }
}
