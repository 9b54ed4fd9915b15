/** A stream of text in any charset as a stream of UTF-8. */
import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from '@exodus/bytes/encoding.js';
import { brokenUtf8, decodeText } from '../../text/bytes/charset.js';
import { type Bytes, join } from './bytes.js';

/**
 * What shares a charset: the whole file, or each line, in which case only UTF-16 is recognised here and the reader
 * decodes every line by itself.
 */
type CharsetUnit = 'file' | 'line';

/**
 * The same text as UTF-8, without a byte order mark. UTF-8 passes unchanged. The first piece with more than ASCII decides:
 * a file of records may be long, and no file changes its charset in the middle.
 */
export async function* asUtf8(bytes: Bytes, unit: CharsetUnit): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  try {
    const first = yield* leadingAscii(pieces, unit);
    if (first !== undefined) yield* decoded(first.piece, pieces, first.charset);
  } finally {
    await pieces.return?.();
  }
}

/** Passes on the ASCII at the beginning; returns the first piece that contains anything else, with its charset. */
async function* leadingAscii(
  pieces: AsyncIterator<Uint8Array>,
  unit: CharsetUnit,
): AsyncGenerator<Uint8Array, { readonly piece: Uint8Array; readonly charset: string } | undefined> {
  let held: Uint8Array = new Uint8Array();
  for (;;) {
    const { done, value } = await pieces.next();
    const piece = done ? held : held.length === 0 ? value : join([held, value]);
    // A character cut by the end of the piece waits for the next one.
    const whole = done ? piece : piece.subarray(0, endOfWhole(piece));
    if (!isPlainAscii(whole)) return { piece, charset: charsetOf(whole, unit) };
    if (whole.length > 0) yield whole;
    if (done) return undefined;
    held = piece.subarray(whole.length);
  }
}

async function* decoded(first: Uint8Array, others: AsyncIterator<Uint8Array>, charset: string): AsyncGenerator<Uint8Array> {
  const decoder = charset === 'utf-8' ? undefined : new TextDecoder(charset);
  for (let piece: Uint8Array | undefined = first; piece !== undefined; piece = (await others.next()).value) {
    if (decoder !== undefined) yield Buffer.from(decoder.decode(piece, { stream: true }));
    else yield piece === first && startsWithMark(piece) ? piece.subarray(3) : piece;
  }
  if (decoder !== undefined) yield Buffer.from(decoder.decode());
}

/** A few broken bytes, as in records from many sources, do not put the whole file into another charset. */
function charsetOf(bytes: Uint8Array, unit: CharsetUnit): string {
  if (mostlyUtf8(bytes)) return 'utf-8';
  const { charset } = decodeText(bytes);
  return unit === 'file' || charset.startsWith('utf-16') ? charset : 'utf-8';
}

/** Zeros are ASCII too, but make up half of UTF-16. */
function isPlainAscii(bytes: Uint8Array): boolean {
  return isAscii(bytes) && !bytes.includes(0);
}

/** The end of the last complete character in UTF-8. */
function endOfWhole(piece: Uint8Array): number {
  for (let i = 1; i <= Math.min(3, piece.length); i++) {
    const byte = piece[piece.length - i];
    if (byte < 0x80) return piece.length;
    if (byte >= 0xc0) return piece.length - i;
  }
  return piece.length;
}

function mostlyUtf8(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  if (isUtf8(bytes)) return true;
  return brokenUtf8(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()) !== undefined;
}

function startsWithMark(piece: Uint8Array): boolean {
  return piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
}
