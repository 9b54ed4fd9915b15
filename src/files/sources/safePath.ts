/** Makes of any string a path below a folder: whatever an archive, a record or an address is called. */
import { cutName, shortHash } from '../cutName.js';

/** Characters that Windows or Unix refuse in a name, and those that no person can see or type. */
const REFUSED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069<>:"|?*]|\p{Surrogate}/gu;

/** What stands in a name for a byte that is no UTF-8 (see `fileName.ts`): as in addresses, so that such names stay apart. */
const BYTE = /[\udc80-\udcff]/gu;

/** What Windows takes for devices, with any ending. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?=\.|$)/iu;

/** File systems take 255 bytes; the rest is for a number that tells names apart and for the ending of an output. */
export const SEGMENT = 255 - '-12345678'.length - '.jsonl.zst'.length;

/** Windows takes 260 characters in all where it is not told otherwise, Linux 4096 bytes. */
const WHOLE = 1000;

/**
 * A relative path with forward slashes that stays below the folder it is put into: without `..`, roots and drives,
 * without names that are hidden, reserved or too long. Empty where nothing of the string can be used.
 */
export function safePath(text: string): string {
  const segments = text
    .replace(/^[a-z]:(?=[\\/])/iu, '')
    .split(/[\\/]/u)
    .filter((segment) => !['', '.', '..'].includes(segment.trim()))
    .map(safeSegment);
  const path = segments.join('/');
  return Buffer.byteLength(path) <= WHOLE ? path : `${shortHash(path)}/${segments[segments.length - 1]}`;
}

/** What is written, from an address: host, path and query. Undefined for what is no web address. */
export function pathOfUrl(url: string): string | undefined {
  if (!/^https?:/iu.test(url) || !URL.canParse(url)) return undefined;
  const { hostname, pathname, search } = new URL(url);
  const path = pathname.endsWith('/') ? `${pathname}index` : pathname;
  return safePath(`${hostname}${decoded(path)}${decoded(search)}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The end of a name may hold what tells it from others and its ending; its beginning is what people look for. */
function safeSegment(segment: string): string {
  const plain = segment
    .replace(BYTE, (byte) => `%${(byte.charCodeAt(0) - 0xdc00).toString(16).toUpperCase()}`)
    .replace(REFUSED, '_')
    .trim();
  const clean = endedSafely(plain.replace(/^\.+/u, '_')).replace(DEVICES, '_$&');
  if (Buffer.byteLength(clean) <= SEGMENT) return clean;
  const ending = /\.[a-z0-9]{1,8}$/iu.exec(clean)?.[0] ?? '';
  return cutName(clean, SEGMENT, ending, segment);
}

/** Windows drops dots and spaces at a name's end: an underscore takes their place. */
function endedSafely(name: string): string {
  let end = name.length;
  while (end > 0 && '. '.includes(name[end - 1])) end--;
  return end === name.length ? name : `${name.slice(0, end)}_`;
}
