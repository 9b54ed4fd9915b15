/** Decodes bytes: finds the charset that a scraped document is really in. */
import { Buffer, isAscii, isUtf8, transcode } from 'node:buffer';
// Node 20's own TextDecoder reads windows-1252 as Latin-1 (nodejs/node#56542), which turns quotes and dashes into control
// characters.
import { TextDecoder } from '@exodus/bytes/encoding.js';
import chardet from 'chardet';

export interface DecodedText {
  readonly text: string;
  /** The WHATWG name of the charset used, in lower case. */
  readonly charset: string;
  /** A problem for people to know about: an unknown label, invalid bytes. */
  readonly warning?: string;
}

/** Thrown for binary data. */
export class NotTextError extends Error {
  override readonly name = 'NotTextError';
}

const BOMS: readonly [string, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** How many bytes are examined to recognise UTF-16 and binary data. More would only take longer. */
const PROBE = 65536;

/**
 * Decodes a plain text: by its byte order mark, else as UTF-8 if the bytes are valid, else by the HTTP charset, else by a
 * detector.
 * @param httpCharset the charset from the HTTP response
 * @throws NotTextError for binary data
 */
export function decodeText(bytes: Uint8Array, httpCharset?: string): DecodedText {
  const known = decodeMarked(bytes) ?? decodeUtf8(bytes);
  if (known) return known;
  refuseBinary(bytes);
  return decodeAs(httpCharset ?? detect(bytes), bytes);
}

/**
 * Decodes a page: by its byte order mark, else as UTF-8 if the bytes are valid (scrapers re-encode pages and leave an old
 * `meta charset`), else by the HTTP charset, else by the charset that the page declares, else as windows-1252.
 * @param httpCharset the charset from the HTTP response, which takes precedence over the page's own
 * @throws NotTextError for binary data
 */
export function decodeHtml(bytes: Uint8Array, httpCharset?: string): DecodedText {
  const known = decodeMarked(bytes) ?? decodeUtf8(bytes);
  if (known) return known;
  refuseBinary(bytes);
  const label = httpCharset ?? declaredCharset(bytes);
  if (label === undefined) return decodeAs('windows-1252', bytes);
  // The page declares UTF-8 but is not valid: either a few bytes are broken, or the label is wrong.
  if (/^utf-?8$/iu.test(label)) return mostlyUtf8(bytes) ?? decodeAs('windows-1252', bytes);
  if (/^utf-?16/iu.test(label)) return decodeAs('windows-1252', bytes);
  return decodeAs(label, bytes);
}

/** The charset that a byte order mark names; undefined without one. */
function markedCharset(bytes: Uint8Array): string | undefined {
  return BOMS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0];
}

function decodeMarked(bytes: Uint8Array): DecodedText | undefined {
  const charset = markedCharset(bytes) ?? unmarkedUtf16(bytes);
  return charset === undefined ? undefined : decodeAs(charset, bytes);
}

/** Recognises UTF-16 without a byte order mark: in Latin text every other byte is zero. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const probe = bytes.subarray(0, Math.min(bytes.length, PROBE) & ~1);
  if (probe.length < 4 || !probe.includes(0)) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < probe.length; i += 2) {
    if (probe[i] === 0) even++;
    if (probe[i + 1] === 0) odd++;
  }
  const half = probe.length / 2;
  if (odd > half * 0.7 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.7 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

function decodeUtf8(bytes: Uint8Array): DecodedText | undefined {
  if (!isUtf8(bytes)) return undefined;
  if (bytes.includes(0)) refuseBinary(bytes);
  return { text: validUtf8(bytes), charset: 'utf-8' };
}

/**
 * The UTF-16 code units of a page in UTF-8: without a string of the whole, which takes several times longer to make.
 * @returns undefined for anything but valid UTF-8 without a byte order mark: `decodeHtml` decodes that
 */
export function utf8Units(bytes: Uint8Array): Uint16Array | undefined {
  // With a zero byte it may be UTF-16 or no text at all.
  if (!isUtf8(bytes) || bytes.includes(0) || markedCharset(bytes) !== undefined) return undefined;
  const units = transcode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 'utf8', 'utf16le');
  return new Uint16Array(units.buffer, units.byteOffset, units.length / 2);
}

/** Decodes valid UTF-8. Going through UTF-16, the form in which V8 stores such strings, takes half the time of a decoder. */
function validUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return isLatin1(bytes) ? buffer.toString('utf8') : transcode(buffer, 'utf8', 'utf16le').toString('utf16le');
}

/** Whether valid UTF-8 contains only Latin-1 characters: V8 stores such strings with one byte per character. */
function isLatin1(bytes: Uint8Array): boolean {
  if (isAscii(bytes)) return true;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 0xc3) return false;
  return true;
}

function mostlyUtf8(bytes: Uint8Array): DecodedText | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const broken = brokenUtf8(text);
  return broken === undefined ? undefined : { text, charset: 'utf-8', warning: `${broken} bytes are not valid utf-8 and read as \ufffd` };
}

/**
 * Counts the invalid sequences in a text decoded as UTF-8; undefined if there are so many that it must be in another
 * charset.
 * @param text the decoder's output, with U+FFFD for each invalid sequence
 */
export function brokenUtf8(text: string): number | undefined {
  const broken = text.match(/\ufffd/gu)?.length ?? 0;
  const good = text.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0;
  return broken > good / 10 ? undefined : broken;
}

function decodeAs(label: string, bytes: Uint8Array): DecodedText {
  try {
    const decoder = new TextDecoder(label, { ignoreBOM: true });
    return { text: decoder.decode(bytes), charset: decoder.encoding };
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return { text, charset: 'windows-1252', warning: `unknown charset “${label}”, read as windows-1252` };
  }
}

/** The charset declared in a page's first 8 KB, in a `meta` element or an XML declaration. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 8192));
  return /<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})/iu.exec(head)?.[1] ?? xmlCharset(head);
}

/** The charset that an XML declaration names. @param head the beginning of a document, in any charset that has ASCII */
export function xmlCharset(head: string): string | undefined {
  return /^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w.:-]{1,40})/iu.exec(head)?.[1];
}

/** The detector's guess; windows-1252 if it finds nothing better (a superset of what browsers call Latin-1). */
function detect(bytes: Uint8Array): string {
  const guess = chardet.detect(bytes.subarray(0, PROBE * 4));
  if (guess === null || /^(ascii|iso-8859-1|utf-)/iu.test(guess)) return 'windows-1252';
  return guess;
}

/** Control characters other than white space and escape indicate an image, an archive or a program. */
function refuseBinary(bytes: Uint8Array): void {
  const probe = bytes.subarray(0, PROBE);
  let control = 0;
  for (const byte of probe) if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) control++;
  if (control > probe.length / 50) throw new NotTextError('not a text: it looks like binary data');
}
