/** A stream of text in any charset as a stream of UTF-8. */
import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from '@exodus/bytes/encoding.js';
import { brokenUtf8, decodeText } from '../../text/bytes/charset.js';
import { type Bytes, join } from './bytes.js';

/** How a charset is told: from the text's bytes; or as UTF-8 if it is not UTF-16, since its lines are decoded one by one. */
export type Told = 'once' | 'by line';

/**
 * The same text as UTF-8, without a byte order mark. UTF-8 passes as it is. The charset is told by the first piece that
 * holds more than ASCII: a file of records may be long, and a charset that changes in mid-file is no file's.
 */
export async function* asUtf8(bytes: Bytes, told: Told): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  try {
    let held: Uint8Array = new Uint8Array();
    for (let next = await pieces.next(); !next.done || held.length > 0; next = await pieces.next()) {
      const piece = next.done ? held : held.length === 0 ? next.value : join([held, next.value]);
      // A character that the piece's end cuts is looked at with the next piece.
      const whole = next.done ? piece : piece.subarray(0, endOfWhole(piece));
      const charset = isPlainAscii(whole) ? undefined : charsetOf(whole, told);
      if (charset === undefined) {
        if (whole.length > 0) yield whole;
        held = piece.subarray(whole.length);
        if (next.done) return;
        continue;
      }
      yield* decoded(piece, pieces, charset);
      return;
    }
  } finally {
    await pieces.return?.();
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

/** Broken bytes here and there, as in records of many sources, do not make the whole file another charset's. */
function charsetOf(bytes: Uint8Array, told: Told): string {
  if (mostlyUtf8(bytes)) return 'utf-8';
  const { charset } = decodeText(bytes);
  return told === 'once' || charset.startsWith('utf-16') ? charset : 'utf-8';
}

/** Without zeros, which are half of UTF-16. */
function isPlainAscii(bytes: Uint8Array): boolean {
  return isAscii(bytes) && !bytes.includes(0);
}

/** Where the last whole character of UTF-8 ends. */
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
