/**
 * A page's markup as UTF-16 code units. Most of a page is tags and scripts that nobody wants as strings: a typed array of
 * its units is made and read faster than a string, and strings are made of the pieces that are shown.
 */
import { Buffer } from 'node:buffer';
import { decodeReferences } from './entities.js';

const AMPERSAND = 38;
/** So many units are compared one by one before the search is left to a function that takes longer to call. */
const NEAR = 48;

export class Markup {
  readonly length: number;
  private readonly bytes: Buffer;

  /** @param units the page's code units; they are read later, so they must not change */
  constructor(readonly units: Uint16Array) {
    this.length = units.length;
    this.bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
  }

  static of(source: string): Markup {
    const units = new Uint16Array(source.length);
    Buffer.from(units.buffer).write(source, 'utf16le');
    return new Markup(units);
  }

  /** A piece as a string. */
  slice(start: number, end: number): string {
    return start < end ? this.bytes.toString('utf16le', start * 2, end * 2) : '';
  }

  /** A piece as a string, with its character references decoded. */
  decoded(start: number, end: number, where: 'text' | 'attribute'): string {
    return decodeReferences(this.slice(start, end), where);
  }

  /** Whether a piece may contain a character reference. */
  hasReference(start: number, end: number): boolean {
    const { units } = this;
    for (let at = start; at < end; at++) if (units[at] === AMPERSAND) return true;
    return false;
  }

  /** The offset of the next unit with this code; the length if there is none. */
  next(code: number, from: number): number {
    const { length, units } = this;
    const near = Math.min(length, from + NEAR);
    let at = from;
    while (at < near && units[at] !== code) at++;
    if (at < near || at >= length) return at;
    const found = units.indexOf(code, at);
    return found < 0 ? length : found;
  }

  /** The offset of the next place with this text; -1 if there is none. */
  indexOf(mark: string, from: number): number {
    const at = this.bytes.indexOf(mark, from * 2, 'utf16le');
    return at < 0 ? -1 : at / 2;
  }

  lastIndexOf(mark: string): number {
    const at = this.bytes.lastIndexOf(mark, undefined, 'utf16le');
    return at < 0 ? -1 : at / 2;
  }

  /** Whether this text is at an offset. */
  startsWith(mark: string, at: number): boolean {
    if (at + mark.length > this.length) return false;
    for (let i = 0; i < mark.length; i++) if (this.units[at + i] !== mark.charCodeAt(i)) return false;
    return true;
  }

  /** The code unit at an offset; 0 beyond the end. */
  at(offset: number): number {
    return offset < this.length ? this.units[offset] : 0;
  }
}
