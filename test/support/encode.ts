/** Encodes text in charsets that Node can only decode, by inverting the decoder's table. */

/** The characters 0x80 to 0x9f of windows-1252. Listed here, since the TextDecoder of Node 20.18.3 to 20.20 has them wrong. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The bytes of a text in a charset of one byte a character, such as `windows-1252`. */
export function encode(label: string, text: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const));
  if (label === 'windows-1252') for (const [i, char] of [...WINDOWS_1252].entries()) table.set(char, 0x80 + i);
  return Uint8Array.from(text, (char) => {
    const byte = table.get(char);
    if (byte === undefined) throw new RangeError(`${label} has no “${char}”`);
    return byte;
  });
}

/** The bytes of a text in UTF-16, without a byte order mark. */
export function encodeUtf16(text: string, order: 'le' | 'be'): Uint8Array {
  return Uint8Array.from({ length: text.length * 2 }, (_, i) => {
    const unit = text.charCodeAt(i >> 1);
    return (i % 2 === 0) === (order === 'le') ? unit & 0xff : unit >> 8;
  });
}

export function bytesOf(...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array {
  const encoder = new TextEncoder();
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...encoder.encode(part)] : [...part])));
}
