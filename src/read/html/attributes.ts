/** The attributes of a start tag. Their offsets are found in one pass; values are decoded on demand. */
import { grown } from '../../text/tables/grown.js';
import { Char, endsName, hasNameAt, isMarkupSpace } from './chars.js';
import type { Markup } from './markup.js';

/** The value of an attribute: empty if the attribute has none, undefined if the element lacks it. */
export interface AttributeReader {
  get(name: string): string | undefined;
  /** Passes on all attributes in order, including duplicates. Names are in lower case. */
  each(put: (name: string, value: string) => void): void;
}

export const NO_ATTRIBUTES: AttributeReader = { get: () => undefined, each: () => undefined };

/** The attributes of the most recent tag. One object is reused for all tags of a page. */
export class Attributes implements AttributeReader {
  /** Whether the tag ends with a slash. */
  selfClosing = false;
  /** Four offsets per attribute: start and end of its name, start and end of its value. */
  private offsets = new Int32Array(64);
  private used = 0;

  constructor(private readonly markup: Markup) {}

  /**
   * Reads the attributes that follow a tag's name.
   * @param from offset just past the name
   * @returns offset just past the tag, or -1 if the source ends inside it
   */
  read(from: number): number {
    const { length, units } = this.markup;
    let at = from;
    this.used = 0;
    this.selfClosing = false;
    for (;;) {
      at = this.skipSpace(at);
      if (at >= length) return -1;
      const code = units[at];
      if (code === Char.greater) return at + 1;
      this.selfClosing = code === Char.slash;
      at = this.selfClosing ? at + 1 : this.readOne(at);
      if (at < 0) return -1;
    }
  }

  get(name: string): string | undefined {
    const { markup, offsets } = this;
    for (let i = 0; i < this.used; i += 4) {
      if (offsets[i + 1] - offsets[i] === name.length && hasNameAt(markup.units, offsets[i], name))
        return markup.decoded(offsets[i + 2], offsets[i + 3], 'attribute');
    }
    return undefined;
  }

  each(put: (name: string, value: string) => void): void {
    const { markup, offsets } = this;
    for (let i = 0; i < this.used; i += 4)
      put(markup.slice(offsets[i], offsets[i + 1]).toLowerCase(), markup.decoded(offsets[i + 2], offsets[i + 3], 'attribute'));
  }

  /** Reads one attribute. Its name includes the character at `start`, whatever that is. */
  private readOne(start: number): number {
    const { markup } = this;
    const { length, units } = markup;
    let nameEnd = start + 1;
    while (nameEnd < length && units[nameEnd] !== Char.equals && !endsName(units[nameEnd])) nameEnd++;
    if (nameEnd >= length) return -1;
    const equals = this.skipSpace(nameEnd);
    if (markup.at(equals) !== Char.equals) return this.put(start, nameEnd, nameEnd, nameEnd, equals);
    const value = this.skipSpace(equals + 1);
    const quote = markup.at(value);
    if (quote === Char.quote || quote === Char.apostrophe) {
      const end = markup.next(quote, value + 1);
      return end >= length ? -1 : this.put(start, nameEnd, value + 1, end, end + 1);
    }
    let end = value;
    while (end < length && units[end] !== Char.greater && !isMarkupSpace(units[end])) end++;
    return end >= length ? -1 : this.put(start, nameEnd, value, end, end);
  }

  private put(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number, next: number): number {
    const { used } = this;
    if (used + 4 > this.offsets.length) this.offsets = grown(this.offsets, new Int32Array(this.offsets.length * 2));
    const { offsets } = this;
    offsets[used] = nameStart;
    offsets[used + 1] = nameEnd;
    offsets[used + 2] = valueStart;
    offsets[used + 3] = valueEnd;
    this.used = used + 4;
    return next;
  }

  private skipSpace(from: number): number {
    const { length, units } = this.markup;
    let at = from;
    while (at < length && isMarkupSpace(units[at])) at++;
    return at;
  }
}
