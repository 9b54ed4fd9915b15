/**
 * Represents file names that are not valid UTF-8. Node decodes each invalid byte to U+FFFD, so that different names
 * become equal and cannot be opened. Here each such byte becomes a lone surrogate (0xff is U+DCFF), which no valid name
 * contains.
 */
import { Buffer, isUtf8 } from 'node:buffer';

/** Decodes a name from the bytes that the system uses. */
export function nameOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd') || isUtf8(bytes)) return text;
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((n) => at + n <= bytes.length && isUtf8(bytes.subarray(at, at + n)));
    name += length === undefined ? String.fromCharCode(0xdc00 + bytes[at]) : bytes.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return name;
}

/** A name for the functions of `node:fs`: bytes if it is not valid UTF-8. */
export function systemName(name: string): string | Buffer {
  if (!/[\udc80-\udcff]/u.test(name)) return name;
  return Buffer.concat(
    name
      .split(/([\udc80-\udcff])/u)
      .map((part) => (/^[\udc80-\udcff]$/u.test(part) ? Buffer.of(part.charCodeAt(0) - 0xdc00) : Buffer.from(part))),
  );
}

/** A name for messages and records, with `\xff` for each invalid byte. */
export function shownName(name: string): string {
  return name.replace(/[\udc80-\udcff]/gu, (byte) => `\\x${(byte.charCodeAt(0) - 0xdc00).toString(16)}`);
}
