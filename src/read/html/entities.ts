/** Decodes character references: `&amp;`, `&#8222;`. */
import { DecodingMode, HtmlEntityDecoder } from 'entities/decode';

/** The result of the last reference. One decoder is shared, since creating one takes longer than decoding a reference. */
let decoded = '';
const decoder = new HtmlEntityDecoder((code) => {
  decoded += String.fromCodePoint(code);
});

/** Decodes a text or an attribute's value. In attributes, `&copy=1` is not a reference. */
export function decodeReferences(raw: string, where: 'text' | 'attribute'): string {
  if (!raw.includes('&')) return raw;
  let text = '';
  eachPiece(raw, where, (piece) => {
    text += piece;
  });
  return text;
}

/** Passes on the pieces of a text in order, with their ranges in it. Each character reference is a separate piece. */
export function eachPiece(raw: string, where: 'text' | 'attribute', put: (piece: string, start: number, end: number) => void): void {
  const mode = where === 'text' ? DecodingMode.Legacy : DecodingMode.Attribute;
  let done = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', Math.max(at + 1, done))) {
    decoded = '';
    decoder.startEntity(mode);
    const consumed = decoder.write(raw, at + 1);
    const length = consumed < 0 ? decoder.end() : consumed;
    if (length === 0) continue;
    if (at > done) put(raw.slice(done, at), done, at);
    done = at + length;
    put(decoded, at, done);
  }
  if (done < raw.length) put(done === 0 ? raw : raw.slice(done), done, raw.length);
}
