/** Splits markup into tags, comments and text as browsers do. The contents of scripts and comments are skipped. */
import { Attributes } from './attributes.js';
import { Char, endsName, hasNameAt, isLetter, isSameName } from './chars.js';
import type { TagContent } from './elements.js';
import type { Markup } from './markup.js';

/** Receives the tokens with their ranges. The names of tags are given by their ranges too. */
export interface TokenSink {
  /** A text. In `verbatim` text, such as a script's, `&` has no special meaning. */
  text(start: number, end: number, verbatim: boolean): void;
  /** A start tag, whose name follows its `<`. Its attributes are valid until the next one. @returns what follows it */
  startTag(nameEnd: number, attributes: Attributes, start: number, end: number): TagContent;
  /** An end tag, whose name follows its `</`. */
  endTag(nameEnd: number, start: number, end: number): void;
  comment(start: number, end: number): void;
}

const CDATA = '<![CDATA[';

/**
 * Splits a page into tokens, in time linear in its length.
 * @returns offset just past the last token: the page's length, unless it ends inside a tag
 */
export function tokenizeHtml(markup: Markup, sink: TokenSink): number {
  return new Tokenizer(markup, sink).run();
}

class Tokenizer {
  private readonly attributes: Attributes;
  /** The end of the page's last CDATA section; -2 until a section begins. */
  private lastCdataEnd = -2;

  constructor(
    private readonly markup: Markup,
    private readonly sink: TokenSink,
  ) {
    this.attributes = new Attributes(markup);
  }

  run(): number {
    const { markup, sink } = this;
    const { length } = markup;
    let done = 0;
    for (let at = markup.next(Char.less, 0); at < length; at = markup.next(Char.less, Math.max(at + 1, done))) {
      if (at > done) sink.text(done, at, false);
      done = at;
      const end = this.token(at);
      if (end < 0) return at;
      done = end;
    }
    if (done < length) sink.text(done, length, false);
    return length;
  }

  /** Reads the token that begins with `<`, and returns its end: `start` if it is text, -1 if the page ends inside it. */
  private token(start: number): number {
    const code = this.markup.at(start + 1);
    if (isLetter(code)) return this.startTag(start);
    if (code === Char.slash) return this.endTag(start);
    if (code === Char.bang) return this.declaration(start);
    return code === Char.question ? this.comment(start, this.pastNext('>', start + 2)) : start;
  }

  private startTag(start: number): number {
    const { attributes, markup, sink } = this;
    const nameEnd = this.nameEnd(start + 1);
    const tagEnd = attributes.read(nameEnd);
    if (tagEnd < 0) return -1;
    const body = sink.startTag(nameEnd, attributes, start, tagEnd);
    if (body === 'markup') return tagEnd;
    const end = body === 'rest' ? markup.length : this.bodyEnd(start + 1, nameEnd, tagEnd);
    if (end > tagEnd) sink.text(tagEnd, end, body !== 'text');
    return end;
  }

  /** The offset of the end tag of an element that contains only text; the page's end if there is none. */
  private bodyEnd(name: number, nameEnd: number, from: number): number {
    const { markup } = this;
    const { units } = markup;
    for (let at = markup.indexOf('</', from); at >= 0; at = markup.indexOf('</', at + 2)) {
      const end = at + 2 + nameEnd - name;
      if (end < units.length && endsName(units[end]) && isSameName(units, name, nameEnd, at + 2)) return at;
    }
    return markup.length;
  }

  private endTag(start: number): number {
    const { markup } = this;
    const code = markup.at(start + 2);
    if (isLetter(code)) {
      const nameEnd = this.nameEnd(start + 2);
      const end = markup.next(Char.greater, nameEnd) + 1;
      if (end > markup.length) return -1;
      this.sink.endTag(nameEnd, start, end);
      return end;
    }
    if (code === Char.greater) return start + 3;
    return start + 2 < markup.length ? this.comment(start, this.pastNext('>', start + 3)) : start;
  }

  private declaration(start: number): number {
    const { markup } = this;
    if (markup.startsWith('--', start + 2)) return this.comment(start, this.commentEnd(start + 4));
    if (markup.startsWith(CDATA, start)) return this.cdata(start);
    const end = this.pastNext('>', start + 2);
    return hasNameAt(markup.units, start + 2, 'doctype') ? end : this.comment(start, end);
  }

  /** A CDATA section is a comment. If it never ends, only its opening mark is: otherwise the rest of the page would be lost. */
  private cdata(start: number): number {
    if (this.lastCdataEnd === -2) this.lastCdataEnd = this.markup.lastIndexOf(']]>');
    const body = start + CDATA.length;
    return this.comment(start, this.lastCdataEnd < body ? body : this.pastNext(']]>', body));
  }

  private comment(start: number, end: number): number {
    this.sink.comment(start, end);
    return end;
  }

  private commentEnd(body: number): number {
    const { markup } = this;
    if (markup.startsWith('>', body)) return body + 1;
    if (markup.startsWith('->', body)) return body + 2;
    for (let at = markup.indexOf('--', body); at >= 0; at = markup.indexOf('--', at + 1)) {
      if (markup.startsWith('>', at + 2)) return at + 3;
      if (markup.startsWith('!>', at + 2)) return at + 4;
    }
    return markup.length;
  }

  /** The offset just past the next `mark`; the page's end if there is none. */
  private pastNext(mark: string, from: number): number {
    const at = this.markup.indexOf(mark, from);
    return at < 0 ? this.markup.length : at + mark.length;
  }

  private nameEnd(start: number): number {
    const { length, units } = this.markup;
    let end = start + 1;
    while (end < length && !endsName(units[end])) end++;
    return end;
  }
}
