/** Splits markup into tags, comments and text as browsers do. The contents of scripts and comments are skipped. */
import { Attributes } from './attributes.js';
import { Char, endsName, hasNameAt, isLetter } from './chars.js';
import type { TagContent } from './elements.js';

/** Receives the tokens with their source ranges. Names are as written in the page. */
export interface TokenSink {
  /** A text. In `verbatim` text, such as a script's, `&` has no special meaning. */
  text(start: number, end: number, verbatim: boolean): void;
  /** A start tag. Its attributes are valid until the next one. @returns what follows it */
  startTag(name: string, attributes: Attributes, start: number, end: number): TagContent;
  endTag(name: string, start: number, end: number): void;
  comment(start: number, end: number): void;
}

const CDATA = '<![CDATA[';

/**
 * Splits a page into tokens, in time linear in its length.
 * @returns offset just past the last token: the source's length, unless it ends inside a tag
 */
export function tokenizeHtml(source: string, sink: TokenSink): number {
  return new Tokenizer(source, sink).run();
}

class Tokenizer {
  private readonly attributes: Attributes;
  /** The end of the page's last CDATA section; -2 until a section begins. */
  private lastCdataEnd = -2;

  constructor(
    private readonly source: string,
    private readonly sink: TokenSink,
  ) {
    this.attributes = new Attributes(source);
  }

  run(): number {
    const { source, sink } = this;
    let done = 0;
    for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', Math.max(at + 1, done))) {
      if (at > done) sink.text(done, at, false);
      done = at;
      const end = this.token(at);
      if (end < 0) return at;
      done = end;
    }
    if (done < source.length) sink.text(done, source.length, false);
    return source.length;
  }

  /** Reads the token that begins with `<`, and returns its end: `start` if it is text, -1 if the source ends inside it. */
  private token(start: number): number {
    const { source } = this;
    const code = source.charCodeAt(start + 1);
    if (isLetter(code)) return this.startTag(start);
    if (code === Char.slash) return this.endTag(start);
    if (code === Char.bang) return this.declaration(start);
    return code === Char.question ? this.comment(start, this.pastNext('>', start + 2)) : start;
  }

  private startTag(start: number): number {
    const { attributes, sink, source } = this;
    const nameEnd = this.nameEnd(start + 1);
    const tagEnd = attributes.read(nameEnd);
    if (tagEnd < 0) return -1;
    const name = source.slice(start + 1, nameEnd);
    const body = sink.startTag(name, attributes, start, tagEnd);
    if (body === 'markup') return tagEnd;
    const end = body === 'rest' ? source.length : this.bodyEnd(name.toLowerCase(), tagEnd);
    if (end > tagEnd) sink.text(tagEnd, end, body !== 'text');
    return end;
  }

  /** The offset of the end tag of an element that contains only text; the source's end if there is none. */
  private bodyEnd(name: string, from: number): number {
    const { source } = this;
    for (let at = source.indexOf('</', from); at >= 0; at = source.indexOf('</', at + 2)) {
      if (hasNameAt(source, at + 2, name) && endsName(source.charCodeAt(at + 2 + name.length))) return at;
    }
    return source.length;
  }

  private endTag(start: number): number {
    const { source } = this;
    const code = source.charCodeAt(start + 2);
    if (isLetter(code)) {
      const nameEnd = this.nameEnd(start + 2);
      const end = source.indexOf('>', nameEnd) + 1;
      if (end === 0) return -1;
      this.sink.endTag(source.slice(start + 2, nameEnd), start, end);
      return end;
    }
    if (code === Char.greater) return start + 3;
    return start + 2 < source.length ? this.comment(start, this.pastNext('>', start + 3)) : start;
  }

  private declaration(start: number): number {
    const { source } = this;
    if (source.startsWith('--', start + 2)) return this.comment(start, this.commentEnd(start + 4));
    if (source.startsWith(CDATA, start)) return this.cdata(start);
    const end = this.pastNext('>', start + 2);
    return hasNameAt(source, start + 2, 'doctype') ? end : this.comment(start, end);
  }

  /** A CDATA section is a comment. If it never ends, only its opening mark is: otherwise the rest of the page would be lost. */
  private cdata(start: number): number {
    if (this.lastCdataEnd === -2) this.lastCdataEnd = this.source.lastIndexOf(']]>');
    const body = start + CDATA.length;
    return this.comment(start, this.lastCdataEnd < body ? body : this.pastNext(']]>', body));
  }

  private comment(start: number, end: number): number {
    this.sink.comment(start, end);
    return end;
  }

  private commentEnd(body: number): number {
    const { source } = this;
    if (source.startsWith('>', body)) return body + 1;
    if (source.startsWith('->', body)) return body + 2;
    for (let at = source.indexOf('--', body); at >= 0; at = source.indexOf('--', at + 1)) {
      if (source.startsWith('>', at + 2)) return at + 3;
      if (source.startsWith('!>', at + 2)) return at + 4;
    }
    return source.length;
  }

  /** The offset just past the next `mark`; the source's end if there is none. */
  private pastNext(mark: string, from: number): number {
    const at = this.source.indexOf(mark, from);
    return at < 0 ? this.source.length : at + mark.length;
  }

  private nameEnd(start: number): number {
    const { source } = this;
    let end = start + 1;
    while (end < source.length && !endsName(source.charCodeAt(end))) end++;
    return end;
  }
}
