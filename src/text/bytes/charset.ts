/** Bytes to text: which charset a scraped document is really in. */
import { Buffer, isAscii, isUtf8, transcode } from 'node:buffer';
// Node 20's own TextDecoder reads windows-1252 as Latin-1 (nodejs/node#56542): quotes and dashes become control characters.
import { TextDecoder } from '@exodus/bytes/encoding.js';
import chardet from 'chardet';

export interface DecodedText {
  readonly text: string;
  /** The WHATWG's name of the charset used, in lower case. */
  readonly charset: string;
  /** Something a person should know: a label nobody knows, bytes that did not fit. */
  readonly warning?: string;
}

/** Thrown for bytes that are no text at all. */
export class NotTextError extends Error {
  override readonly name = 'NotTextError';
}

const BOMS: readonly [string, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** How much of a file is looked at to tell what it is. */
const PROBE = 65536;

/**
 * Decodes a plain text: by its byte order mark, then as UTF-8 where the bytes are valid, then by what came with it, then
 * by a detector.
 * @param httpCharset the charset that came with the text, as HTTP tells it
 * @throws NotTextError for binary data
 */
export function decodeText(bytes: Uint8Array, httpCharset?: string): DecodedText {
  const known = decodeMarked(bytes) ?? decodeUtf8(bytes);
  if (known) return known;
  refuseBinary(bytes);
  return decodeAs(httpCharset ?? detect(bytes), bytes);
}

/**
 * Decodes a page: by its byte order mark, then as UTF-8 where the bytes are valid UTF-8 beyond ASCII (scrapers
 * re-encode and leave an old `meta charset`), then by the charset it declares, then as windows-1252.
 * @param httpCharset the charset that came with the page, as HTTP tells it: before what the page itself declares
 * @throws NotTextError for binary data
 */
export function decodeHtml(bytes: Uint8Array, httpCharset?: string): DecodedText {
  const known = decodeMarked(bytes) ?? decodeUtf8(bytes);
  if (known) return known;
  refuseBinary(bytes);
  const label = httpCharset ?? declaredCharset(bytes);
  if (label === undefined) return decodeAs('windows-1252', bytes);
  // A page that declares UTF-8 and is not: a few broken bytes among good ones, or the wrong label.
  if (/^utf-?8$/iu.test(label)) return mostlyUtf8(bytes) ?? decodeAs('windows-1252', bytes);
  if (/^utf-?16/iu.test(label)) return decodeAs('windows-1252', bytes);
  return decodeAs(label, bytes);
}

function decodeMarked(bytes: Uint8Array): DecodedText | undefined {
  for (const [charset, mark] of BOMS) {
    if (mark.every((byte, i) => bytes[i] === byte)) return decodeAs(charset, bytes);
  }
  const charset = unmarkedUtf16(bytes);
  return charset === undefined ? undefined : decodeAs(charset, bytes);
}

/** UTF-16 without a mark: in text of Latin letters every other byte is zero. */
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

/** The text of valid UTF-8. By way of the form in which long characters lie in memory it takes half of a decoder's time. */
function validUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return isLatin1(bytes) ? buffer.toString('utf8') : transcode(buffer, 'utf8', 'utf16le').toString('utf16le');
}

/** Whether valid UTF-8 holds nothing beyond Latin-1: such a string takes one byte a character, others take two. */
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
 * How many places of a text that was read as UTF-8 are broken; undefined where so many are that it is another charset's.
 * @param text what a decoder made of it, U+FFFD for each broken place
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

/** The charset that a page's first kilobytes declare, in a `meta` element or an XML declaration. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 8192));
  const found =
    /<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})/iu.exec(head) ??
    /^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w.:-]{1,40})/iu.exec(head);
  return found?.[1];
}

/** A charset by the detector; windows-1252 where it has nothing better (it is a superset of what browsers call Latin-1). */
function detect(bytes: Uint8Array): string {
  const guess = chardet.detect(bytes.subarray(0, PROBE * 4));
  if (guess === null || /^(ascii|iso-8859-1|utf-)/iu.test(guess)) return 'windows-1252';
  return guess;
}

/** Control characters beyond white space (and escape) mean an image, an archive, a program: not ours. */
function refuseBinary(bytes: Uint8Array): void {
  const probe = bytes.subarray(0, PROBE);
  let control = 0;
  for (const byte of probe) if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) control++;
  if (control > probe.length / 50) throw new NotTextError('not a text: it looks like binary data');
}
