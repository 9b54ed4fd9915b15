/** Makes of any string a path below a folder: whatever an archive, a record or an address is called. */
import { createHash } from 'node:crypto';

/** Characters that Windows or Unix refuse in a name, and those that no person can see or type. */
const REFUSED = /[\u0000-\u001f\u007f-\u009f<>:"|?*]|\p{Surrogate}/gu;

/** What Windows takes for devices, with any ending. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?=\.|$)/iu;

/** File systems take 255 bytes; the rest is for endings, numbers and the temporary names of outputs. */
const SEGMENT = 200;

/** Windows takes 260 characters in all where it is not told otherwise, Linux 4096 bytes. */
const WHOLE = 1000;

/**
 * A relative path with forward slashes that stays below the folder it is put into: without `..`, roots and drives,
 * without names that are hidden, reserved or too long. Empty where nothing of the string can be used.
 */
export function safePath(text: string): string {
  const segments = text
    .replace(/^[a-z]:(?=[\\/])/iu, '')
    .split(/[\\/]+/u)
    .filter((segment) => !/^\s*\.{0,2}\s*$/u.test(segment))
    .map(safeSegment);
  const path = segments.join('/');
  return Buffer.byteLength(path) <= WHOLE ? path : `${hashOf(path)}/${segments[segments.length - 1]}`;
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
  const clean = segment
    .replace(REFUSED, '_')
    .trim()
    .replace(/^\.+/u, '_')
    .replace(/[. ]+$/u, '_')
    .replace(DEVICES, '_$&');
  if (Buffer.byteLength(clean) <= SEGMENT) return clean;
  const ending = /\.[a-z0-9]{1,8}$/iu.exec(clean)?.[0] ?? '';
  const mark = `~${hashOf(segment)}${ending}`;
  // Cut between characters: half of one is no valid name.
  let start = Buffer.from(clean)
    .subarray(0, SEGMENT - mark.length)
    .toString();
  start = start.replace(/\ufffd+$/u, '');
  return start + mark;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
