/** Text back to bytes: what `charset.ts` has decoded, in the same charset again. */
import { Buffer } from 'node:buffer';
import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js';
import { createSinglebyteEncoder } from '@exodus/bytes/single-byte.js';

const MULTIBYTE = new Set(['gbk', 'gb18030', 'big5', 'euc-jp', 'iso-2022-jp', 'shift_jis', 'euc-kr']);

/**
 * The bytes of a text in a charset, byte order marks as the text has them. What stands for bytes that did not fit
 * (U+FFFD) becomes a question mark where the charset does not have it.
 * @param charset the WHATWG's name, in lower case
 * @returns undefined where the charset is not known or lacks a character of the text
 */
export function encodeText(charset: string, text: string): Uint8Array | undefined {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8');
  if (charset === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (charset === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  try {
    const encode = MULTIBYTE.has(charset) ? createMultibyteEncoder(charset) : createSinglebyteEncoder(charset);
    return encode(text.replaceAll('\ufffd', '?'));
  } catch {
    return undefined;
  }
}

/** The text that is left when it has been written as UTF-8 and read again: halves of surrogate pairs become U+FFFD. */
export function replaceLoneSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
