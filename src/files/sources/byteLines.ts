/** Cuts bytes into lines, in bounded memory whatever their length. */
import { type Bytes, join } from './bytes.js';

export interface ByteLine {
  /** The first is 1. */
  readonly number: number;
  /** The line without its end; undefined for one that is too long to be held. */
  readonly bytes: Uint8Array | undefined;
}

const LINE_FEED = 10;

/**
 * Lines as they come, several at a time: a step of a generator costs more than a line. They end with a line feed alone,
 * since scraped text holds other separators.
 * @param maxLength of longer lines only the number is told
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
