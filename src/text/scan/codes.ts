/** The UTF-16 code units of texts in a typed array, which is read several times faster than a string. */
import { Buffer } from 'node:buffer';

/** Texts one after the other. */
export interface Codes {
  /** The units of all texts, valid until the next call; entries beyond the last text mean nothing. */
  readonly units: Uint16Array;
  /** Where each text begins. */
  readonly bases: Uint32Array;
}

/** Reused from document to document, unless it is longer than most need: one huge document should not cost memory for ever. */
let shared = new Uint16Array(1 << 16);
const MOST_KEPT = 1 << 20;

/** Space for this many units. */
function bufferFor(length: number): Uint16Array {
  if (length <= shared.length) return shared;
  const units = new Uint16Array(length);
  if (length <= MOST_KEPT) shared = units;
  return units;
}

export function codesOf(texts: readonly string[]): Codes {
  const bases = new Uint32Array(texts.length);
  let length = 0;
  for (let i = 0; i < texts.length; i++) {
    bases[i] = length;
    length += texts[i].length;
  }
  const units = bufferFor(length);
  // Written at once, since a call a text would take longer than the copying.
  Buffer.from(units.buffer).write(texts.join(''), 'utf16le');
  return { units, bases };
}

/** The units of one text, valid until the next call. Most are so short that a loop is faster than a call. */
export function codesOfOne(text: string): Uint16Array {
  const units = bufferFor(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
