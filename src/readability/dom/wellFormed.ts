/** Writes a page anew as the elements that it means: each is closed in its turn, attributes stand in quotes, text is escaped. */
import type { AttributeReader } from '../../read/html/attributes.js';
import type { ElementType } from '../../read/html/elements.js';
import { decodeEntities } from '../../read/html/entities.js';
import { type ElementSink, readElements } from '../../read/html/nesting.js';

/** Elements that say something about the page, wherever they stand in it. */
const ABOUT: ReadonlySet<string> = new Set(['meta', 'link', 'base']);
/** The elements that each page has once, whatever its markup says. */
const FRAME: ReadonlySet<string> = new Set(['html', 'head', 'body']);

/** The page as well-formed markup with one head and one body; its comments are left out. Linear in its length. */
export function wellFormed(page: string): string {
  const writer = new Writer(page);
  readElements(page, writer);
  return writer.whole();
}

class Writer implements ElementSink {
  private head = '';
  private body = '';
  /** The attributes of the page's own `html` and `body`, the first of each. */
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
    this.body += escaped(verbatim ? this.page.slice(start, end) : decodeEntities(this.page, start, end, 'text'));
  }

  comment(): void {}
}

function writtenAttributes(attributes: AttributeReader): string {
  let written = '';
  attributes.each((name, value) => {
    // The parser would read such a name as a value.
    if (!name.startsWith('=')) written += ` ${name}="${escaped(name === 'style' ? wholeDeclarations(value) : value)}"`;
  });
  return written;
}

/** A style without declarations that have no value: asked for its display, the parser's own elements fail on `display;`. */
function wholeDeclarations(style: string): string {
  const declarations = style.split(';');
  return declarations.filter((declaration) => declaration.includes(':')).join(';');
}

/** `&` by its number: Readability's parser decodes names first and numbers then, and would decode `&amp;#228;` twice. */
const REFERENCES: Readonly<Record<string, string>> = { '&': '&#38;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return /[&<>"]/u.test(text) ? text.replace(/[&<>"]/gu, (character) => REFERENCES[character]) : text;
}
