/** Splits bytes into lines in bounded memory. */
import { type Bytes, join } from './bytes.js';

export interface ByteLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without the line end; undefined if the line is too long. */
  readonly bytes: Uint8Array | undefined;
}

const LINE_FEED = 10;

/**
 * The lines of each piece, together: a step of a generator costs more than a line. Only line feeds end lines, since
 * scraped text contains other separators.
 * @param maxLength in bytes; longer lines are reported by their number alone
 */
export async function* linesOf(bytes: Bytes, maxLength: number): AsyncGenerator<ByteLine[]> {
  let number = 0;
  let begun: Uint8Array[] = [];
  let length = 0;
  const add = (piece: Uint8Array) => {
    length += piece.length;
    if (length > maxLength) begun = [];
    else if (piece.length > 0) begun.push(piece);
  };
  const end = (): ByteLine => {
    const line = { number: ++number, bytes: length > maxLength ? undefined : join(begun) };
    begun = [];
    length = 0;
    return line;
  };
  for await (const piece of bytes) {
    const lines: ByteLine[] = [];
    let start = 0;
    for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, start)) {
      add(piece.subarray(start, at));
      lines.push(end());
      start = at + 1;
    }
    add(piece.subarray(start));
    yield lines;
  }
  if (length > 0) yield [end()];
}
