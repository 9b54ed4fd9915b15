/** Rewrites a page as well-formed markup: elements are closed in order, attributes quoted, text escaped. */
import type { AttributeReader } from '../../read/html/attributes.js';
import type { ElementType } from '../../read/html/elements.js';
import { decodeReferences } from '../../read/html/entities.js';
import { type ElementSink, readElements } from '../../read/html/nesting.js';

/** Elements that belong in the head, wherever they are in the page. */
const ABOUT: ReadonlySet<string> = new Set(['meta', 'link', 'base']);
/** Elements that every page has exactly once, whatever its markup. */
const FRAME: ReadonlySet<string> = new Set(['html', 'head', 'body']);

/** Rewrites a page as well-formed markup with one head and one body, without comments. Linear in its length. */
export function wellFormed(page: string): string {
  const writer = new Writer(page);
  readElements(page, writer);
  return writer.whole();
}

class Writer implements ElementSink {
  private head = '';
  private body = '';
  /** The attributes of the page's first `html` and `body`. */
  private readonly frame = new Map<string, string>();

  constructor(private readonly page: string) {}

  whole(): string {
    const { head, body, frame } = this;
    return `<html${frame.get('html') ?? ''}><head>${head}</head><body${frame.get('body') ?? ''}>${body}</body></html>`;
  }

  open({ tag, empty }: ElementType, attributes: AttributeReader): void {
    const written = writtenAttributes(attributes);
    if (FRAME.has(tag)) this.frame.set(tag, this.frame.get(tag) ?? written);
    else if (ABOUT.has(tag)) this.head += `<${tag}${written}/>`;
    else this.body += `<${tag}${written}${empty ? '/>' : '>'}`;
  }

  close({ tag }: ElementType): void {
    if (!FRAME.has(tag)) this.body += `</${tag}>`;
  }

  text(start: number, end: number, verbatim: boolean): void {
    this.body += escaped(verbatim ? this.page.slice(start, end) : decodeReferences(this.page.slice(start, end), 'text'));
  }

  comment(): void {}
}

function writtenAttributes(attributes: AttributeReader): string {
  let written = '';
  attributes.each((name, value) => {
    // The parser would take such a name for a value.
    if (!name.startsWith('=')) written += ` ${name}="${escaped(name === 'style' ? wholeDeclarations(value) : value)}"`;
  });
  return written;
}

/** A style without incomplete declarations: Readability's parser fails on `display;`. */
function wholeDeclarations(style: string): string {
  const declarations = style.split(';');
  return declarations.filter((declaration) => declaration.includes(':')).join(';');
}

/** `&` is written by number: Readability's parser decodes named references before numeric ones, and would decode `&amp;#228;` twice. */
const REFERENCES: Readonly<Record<string, string>> = { '&': '&#38;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return /[&<>"]/u.test(text) ? text.replace(/[&<>"]/gu, (character) => REFERENCES[character]) : text;
}
