/** Decodes bytes: finds the charset that a scraped document is really in. */
import { Buffer, isAscii, isUtf8, transcode } from 'node:buffer';
import { decoderOf } from './decoder.js';
import { detectCharset } from './detect.js';
import { pageText } from './pageText.js';

export interface DecodedText {
  readonly text: string;
  /** The name of the charset used, in lower case: the WHATWG’s, or `ibm437`, `ibm850`, `ibm852`. */
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
 * Decodes a plain text: by its byte order mark, else as UTF-8 if the bytes are valid, else by the HTTP charset or the XML
 * declaration, else as UTF-8 with a few invalid bytes, else by a detector.
 * @param httpCharset the charset from the HTTP response
 * @throws NotTextError for binary data
 */
export function decodeText(bytes: Uint8Array, httpCharset?: string): DecodedText {
  const known = decodeMarked(bytes) ?? decodeUtf8(bytes);
  if (known) return known;
  refuseBinary(bytes);
  return decodeLabelled(bytes, httpCharset ?? xmlCharset(headOf(bytes)), () => detectCharset(bytes));
}

/**
 * Decodes a page: by its byte order mark, else as UTF-8 if the bytes are valid (scrapers re-encode pages and leave an old
 * `meta charset`), else by the HTTP charset, else by the charset that the page declares, else as UTF-8 with a few invalid
 * bytes, else by a detector that knows the page's language.
 * @param httpCharset the charset from the HTTP response, which takes precedence over the page's own
 * @throws NotTextError for binary data
 */
export function decodeHtml(bytes: Uint8Array, httpCharset?: string): DecodedText {
  const known = decodeMarked(bytes) ?? decodeUtf8(bytes);
  if (known) return known;
  refuseBinary(bytes);
  const head = headOf(bytes);
  return decodeLabelled(bytes, httpCharset ?? metaCharset(head) ?? xmlCharset(head), () =>
    detectCharset(pageText(bytes), declaredLanguage(head)),
  );
}

/** Decodes what is neither marked nor valid UTF-8. A label that claims UTF-8 or UTF-16 is wrong then, or bytes are broken. */
function decodeLabelled(bytes: Uint8Array, label: string | undefined, detect: () => string): DecodedText {
  const claimed = label === undefined || /^utf-?(?:8|16)/iu.test(label) ? undefined : label;
  const damaged = mostlyUtf8(bytes, claimed === undefined ? MOST_BROKEN : FEW_BROKEN);
  if (damaged !== undefined) return damaged;
  if (claimed === undefined) return decodeAs(detect(), bytes);
  try {
    return decodeAs(claimed, bytes);
  } catch {
    const read = decodeAs(detect(), bytes);
    return { ...read, warning: `unknown charset “${claimed}”, read as ${read.charset}` };
  }
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

/** The most invalid sequences of UTF-8 to a valid one: other charsets rarely contain a valid one. */
const MOST_BROKEN = 1 / 2;
/** The same for bytes with a label that names another charset. */
const FEW_BROKEN = 1 / 10;

function mostlyUtf8(bytes: Uint8Array, most: number): DecodedText | undefined {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  const broken = brokenUtf8(whole, most);
  if (broken === undefined) return undefined;
  // One character was cut in three, at most, so the decoder's count is that of the marks in the text.
  const warning = `${broken} ${broken === 1 ? 'byte is' : 'bytes are'} not valid utf-8 and read as \ufffd`;
  return { text: whole, charset: 'utf-8', warning };
}

/**
 * Counts the invalid sequences in a text decoded as UTF-8; undefined if there are so many that it must be in another
 * charset. One at the very end, where texts are cut, may be the only one beside a single valid character.
 * @param text the decoder's output, with U+FFFD for each invalid sequence
 * @param most how many may come to a valid one
 */
export function brokenUtf8(text: string, most: number = MOST_BROKEN): number | undefined {
  const broken = text.match(/\ufffd/gu)?.length ?? 0;
  const good = text.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0;
  const counted = text.endsWith('\ufffd') ? broken - 1 : broken;
  return good === 0 || counted > good * most ? undefined : broken;
}

/** @throws RangeError for an unknown label */
function decodeAs(label: string, bytes: Uint8Array): DecodedText {
  const decoder = decoderOf(label);
  return { text: decoder.decode(bytes), charset: decoder.encoding };
}

/** The first 8 KB, where pages declare their charset and language. */
function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192)).toString('latin1');
}

function metaCharset(head: string): string | undefined {
  return /<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})/iu.exec(head)?.[1];
}

function xmlCharset(head: string): string | undefined {
  return /^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w.:-]{1,40})/iu.exec(head)?.[1];
}

function declaredLanguage(head: string): string | undefined {
  return /<html[^<>]{0,300}?\slang\s{0,5}=\s{0,5}["']?([a-z]{2,3})\b/iu.exec(head)?.[1];
}

/** Control characters other than white space and escape indicate an image, an archive or a program. */
function refuseBinary(bytes: Uint8Array): void {
  const probe = bytes.subarray(0, PROBE);
  let control = 0;
  for (const byte of probe) if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) control++;
  if (control > probe.length / 50) throw new NotTextError('not a text: it looks like binary data');
}
