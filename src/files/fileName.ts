/**
 * Names of files that are no valid UTF-8. Node makes the same U+FFFD of every such byte, so that names fall together and
 * cannot be opened any more; here each byte is a lone surrogate (0xff is U+DCFF), which no valid name holds.
 */
import { Buffer, isUtf8 } from 'node:buffer';

/** A name of the bytes that the system gives for it. */
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

/** A name as the functions of `node:fs` take it: as bytes where it is no valid UTF-8. */
export function systemName(name: string): string | Buffer {
  if (!/[\udc80-\udcff]/u.test(name)) return name;
  return Buffer.concat(
    name
      .split(/([\udc80-\udcff])/u)
      .map((part) => (/^[\udc80-\udcff]$/u.test(part) ? Buffer.of(part.charCodeAt(0) - 0xdc00) : Buffer.from(part))),
  );
}

/** A name as it is shown and written down: `\xff` for a byte that is no UTF-8. All else stays as it is. */
export function shownName(name: string): string {
  return name.replace(/[\udc80-\udcff]/gu, (byte) => `\\x${(byte.charCodeAt(0) - 0xdc00).toString(16)}`);
}
