/** Charsets of DOS, which the WHATWG's list lacks: texts from old archives are in them. */
import old from './oldCharsets.json' with { type: 'json' };

/** The characters 0x80 to 0xff, by name. */
const TABLES = new Map<string, string>(Object.entries(old.tables));

/** The name of a charset of DOS in lower case (`cp850` is `ibm850`); undefined for all others. */
export function dosCharset(label: string): string | undefined {
  const name = label.toLowerCase().replace(/^(?:cp|ibm|cspc)-?(?=\d)/u, 'ibm');
  return TABLES.has(name) ? name : undefined;
}

/** @param charset as `dosCharset` returns it */
export function decodeDos(charset: string, bytes: Uint8Array): string {
  const table = TABLES.get(charset) ?? '';
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replace(/[\u0080-\u00ff]/gu, (char) => table[char.charCodeAt(0) - 0x80]);
}

/**
 * @param charset as `dosCharset` returns it
 * @returns undefined if the charset lacks a character
 */
export function encodeDos(charset: string, text: string): Uint8Array | undefined {
  const table = TABLES.get(charset) ?? '';
  const codes = new Map([...table].map((char, i) => [char.charCodeAt(0), 0x80 + i]));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const byte = unit < 0x80 ? unit : codes.get(unit);
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}
