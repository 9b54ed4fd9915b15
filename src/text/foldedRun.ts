/** A text that grows piece by piece and is folded on the way, as `foldSpace` folds whole texts. */
import { Buffer } from 'node:buffer';
import { foldKind, SHOWN, SPACED } from './fold.js';
import { codesOfOne } from './scan/codes.js';
import { grown } from './tables/grown.js';

export class FoldedRun {
  /** The number of code units of the folded text. */
  length = 0;
  private units = new Uint16Array(4096);
  private bytes = Buffer.from(this.units.buffer);
  /** Whether white space follows, which counts once there is something below it. */
  private isSpaced = false;
  /** All units so far, or'ed: tells whether a byte is enough for each. */
  private all = 0;

  clear(): void {
    this.length = 0;
    this.all = 0;
    this.isSpaced = false;
  }

  /** Adds white space, as of a line break. */
  space(): void {
    this.isSpaced = true;
  }

  /**
   * Adds a piece of a text.
   * @returns the length of the piece without white space at its ends
   */
  add(source: Uint16Array, start: number, end: number): number {
    if (this.length + end - start + 1 > this.units.length) this.grow(end - start + 1);
    const { units } = this;
    let { length, isSpaced, all } = this;
    for (let i = start; i < end; i++) {
      const code = source[i];
      const kind = foldKind(code);
      if (kind === SHOWN) {
        if (isSpaced && length > 0) units[length++] = 0x20;
        isSpaced = false;
        units[length++] = code;
        all |= code;
      } else if (kind === SPACED) isSpaced = true;
    }
    this.length = length;
    this.isSpaced = isSpaced;
    this.all = all;
    return trimmedLength(source, start, end);
  }

  /** Like `add`, for a piece that is a string already. */
  addText(text: string): number {
    return this.add(codesOfOne(text), 0, text.length);
  }

  /** The folded text. */
  toString(): string {
    const { all, bytes, length, units } = this;
    if (all > 0xff || length > NARROW) return bytes.toString('utf16le', 0, length * 2);
    // With a byte a character it takes half the memory, and is read faster.
    for (let i = 0; i < length; i++) narrow[i] = units[i];
    return narrow.toString('latin1', 0, length);
  }

  /** The end of the folded text, of at most so many units. */
  end(most: number): string {
    return this.bytes.toString('utf16le', Math.max(0, this.length - most) * 2, this.length * 2);
  }

  private grow(more: number): void {
    this.units = grown(this.units, new Uint16Array(Math.max(this.units.length * 2, this.length + more)));
    this.bytes = Buffer.from(this.units.buffer);
  }
}

/** Texts up to this length are narrowed; longer ones are rare. */
const NARROW = 4096;
const narrow = Buffer.alloc(NARROW);

/** The length of a piece without white space at its ends, as `String.prototype.trim` takes it. */
export function trimmedLength(units: Uint16Array, start: number, end: number): number {
  let from = start;
  let to = end;
  while (from < to && isSpace(units[from])) from++;
  while (from < to && isSpace(units[to - 1])) to--;
  return to - from;
}

/** Whether a unit is white space for regular expressions; a byte order mark is. */
export function isSpace(code: number): boolean {
  return foldKind(code) === SPACED || code === 0xfeff;
}
