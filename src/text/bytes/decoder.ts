/** Decoders by name: those of the WHATWG, and those of DOS. */
// Node 20's own TextDecoder reads windows-1252 as Latin-1 (nodejs/node#56542), which turns quotes and dashes into control
// characters.
import { TextDecoder } from '@exodus/bytes/encoding.js';
import { decodeDos, dosCharset } from './oldCharsets.js';

export interface Decoder {
  /** The charset's name, in lower case. */
  readonly encoding: string;
  /** @param options with `stream` the bytes may end within a character */
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/**
 * A decoder.
 * @param keepsMark whether a byte order mark is part of the text
 * @throws RangeError for an unknown label
 */
export function decoderOf(label: string, keepsMark = true): Decoder {
  const dos = dosCharset(label);
  if (dos === undefined) return new TextDecoder(label, { ignoreBOM: keepsMark });
  return { encoding: dos, decode: (bytes) => (bytes === undefined ? '' : decodeDos(dos, bytes)) };
}
