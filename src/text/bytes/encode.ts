/** Encodes text in the charset that `charset.ts` decoded it from. */
import { Buffer } from 'node:buffer';
import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js';
import { createSinglebyteEncoder } from '@exodus/bytes/single-byte.js';

const MULTIBYTE = new Set(['gbk', 'gb18030', 'big5', 'euc-jp', 'iso-2022-jp', 'shift_jis', 'euc-kr']);

/**
 * The bytes of a text in a charset, with a byte order mark only if the text has one. U+FFFD becomes a question mark in
 * charsets that lack it.
 * @param charset its WHATWG name, in lower case
 * @returns undefined if the charset is unknown or lacks a character of the text
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

/** Replaces lone surrogates by U+FFFD, as encoding in UTF-8 and decoding does. */
export function replaceLoneSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
