/** Decodes character references: `&amp;`, `&#8222;`. */
import { DecodingMode, HtmlEntityDecoder } from 'entities/decode';

/** The result of the last reference. One decoder is shared, since creating one takes longer than decoding a reference. */
let decoded = '';
const decoder = new HtmlEntityDecoder((code) => {
  decoded += String.fromCodePoint(code);
});

/** Decodes a text or an attribute's value. In attributes, `&copy=1` is not a reference. */
export function decodeEntities(source: string, start: number, end: number, where: 'text' | 'attribute'): string {
  const raw = source.slice(start, end);
  if (!raw.includes('&')) return raw;
  let text = '';
  eachPiece(source, start, end, where, (piece) => {
    text += piece;
  });
  return text;
}

/** Passes on the pieces of a text in order, with their source ranges. Each character reference is a separate piece. */
export function eachPiece(
  source: string,
  start: number,
  end: number,
  where: 'text' | 'attribute',
  put: (piece: string, start: number, end: number) => void,
): void {
  const mode = where === 'text' ? DecodingMode.Legacy : DecodingMode.Attribute;
  const raw = source.slice(start, end);
  let done = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', Math.max(at + 1, done))) {
    decoded = '';
    decoder.startEntity(mode);
    const consumed = decoder.write(raw, at + 1);
    const length = consumed < 0 ? decoder.end() : consumed;
    if (length === 0) continue;
    if (at > done) put(raw.slice(done, at), start + done, start + at);
    done = at + length;
    put(decoded, start + at, start + done);
  }
  if (done < raw.length) put(raw.slice(done), start + done, end);
}
