/** The bytes of a page outside its tags, scripts and styles: markup is English whatever the text is. */

const LESS = 60;
const GREATER = 62;

/** @param bytes in any charset in which `<` and `>` have their ASCII codes; within East Asian characters they never occur as lead bytes */
export function pageText(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // What has no end is not searched for again, which would take quadratic time.
  const endless = new Set<string>();
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const open = source.indexOf(LESS, at);
    const end = open < 0 ? bytes.length : open;
    text.set(bytes.subarray(at, end), length);
    length += end - at;
    if (open < 0) break;
    // A tag separates words.
    text[length++] = 32;
    at = afterTag(source, open, endless);
  }
  return text.subarray(0, length);
}

function afterTag(source: Buffer, open: number, endless: Set<string>): number {
  const name = /^<(?:script|style)\b/iu.exec(source.toString('latin1', open, open + 8))?.[0].slice(1);
  const close = name === undefined || endless.has(name) ? -1 : source.indexOf(`</${name}`, open);
  if (name !== undefined && close < 0) endless.add(name);
  const end = source.indexOf(GREATER, close < 0 ? open : close);
  return end < 0 ? source.length : end + 1;
}
