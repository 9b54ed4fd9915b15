/** Turns names from archives, records and addresses into safe paths below a folder. */
import { cutName, shortHash } from '../cutName.js';

/** Characters that Windows or Unix reject in names, and invisible ones. */
const REFUSED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069<>:"|?*]|\p{Surrogate}/gu;

/** Bytes that are not UTF-8 (see `fileName.ts`); they are percent-encoded to keep the names distinct. */
const BYTE = /[\udc80-\udcff]/gu;

/** Names of devices on Windows, with any ending. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?=\.|$)/iu;

/** File systems accept 255 bytes, minus room for a distinguishing number and the ending of an output. */
export const SEGMENT = 255 - '-12345678'.length - '.jsonl.zst'.length;

/** The whole path at most, in bytes: Linux accepts 4096, which must include the output folder. */
const WHOLE = 1000;

/**
 * A relative path with forward slashes that cannot leave the folder it is put into: without `..`, roots and drives, and
 * without hidden, reserved or overlong names. Empty if no part of the text is usable.
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

/** The path for a web address, from its host, path and query; undefined for anything else. */
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

/** An overlong name keeps its beginning, by which people look for it, and its ending. */
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

/** Windows drops dots and spaces at the end of a name, so an underscore replaces them. */
function endedSafely(name: string): string {
  let end = name.length;
  while (end > 0 && '. '.includes(name[end - 1])) end--;
  return end === name.length ? name : `${name.slice(0, end)}_`;
}
