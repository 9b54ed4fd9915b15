/** Opens and closes a page's elements: adds end tags that may be omitted, and ignores stray ones. */
import { type AttributeReader, type Attributes, NO_ATTRIBUTES } from './attributes.js';
import { type ElementType, elementType, type TagContent } from './elements.js';
import { Markup } from './markup.js';
import { TagNames } from './tagNames.js';
import { type TokenSink, tokenizeHtml } from './tokenize.js';

/** Receives a page's elements. `start` and `end` are the range of the tag itself, which is empty for implied tags. */
export interface ElementSink {
  open(type: ElementType, attributes: AttributeReader, start: number, end: number): void;
  close(type: ElementType, start: number, end: number, implied: boolean): void;
  text(start: number, end: number, verbatim: boolean): void;
  comment(start: number, end: number): void;
}

/** Reads a page in one pass, in time linear in its length. Elements still open at its end are closed there. */
export function readElements(page: string | Markup, sink: ElementSink): void {
  const markup = typeof page === 'string' ? Markup.of(page) : page;
  const nesting = new Nesting(markup, sink);
  nesting.closeAll(tokenizeHtml(markup, nesting));
}

const words = (list: string) => new Set(list.split(' '));

/** The elements that a start tag closes if they are innermost. */
const ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ['address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav', 'p'],
    ['ol p pre section table ul', 'p'],
    ['h1 h2 h3 h4 h5 h6', 'h1 h2 h3 h4 h5 h6 p'],
    ['select input output button datalist textarea', 'input option optgroup select button datalist textarea'],
    ['option', 'option'],
    ['optgroup', 'optgroup option'],
    ['li', 'li'],
    ['dd dt', 'dd dt'],
    ['rt rp', 'rt rp'],
    ['tbody tfoot', 'thead tbody'],
    ['tr', 'tr th td'],
    ['th', 'th'],
    ['td', 'thead th td'],
    ['a', 'a'],
    ['body', 'head link script'],
  ].flatMap(([tags, ended]) => tags.split(' ').map((tag): [string, ReadonlySet<string>] => [tag, words(ended)])),
);

const FOREIGN = words('svg math');
/** Elements of SVG and MathML whose content is HTML. */
const INTEGRATION = words('mi mo mn ms mtext annotation-xml foreignobject desc title');

/** A tag name that occurs in the page, and the number of its open elements. */
interface TagState {
  readonly type: ElementType;
  readonly ends: ReadonlySet<string> | undefined;
  open: number;
}

class Nesting implements TokenSink {
  private readonly names = new TagNames<TagState>((tag) => ({ type: elementType(tag), ends: ENDS.get(tag), open: 0 }));
  /** What an `image` tag stands for outside of foreign content, once there is one. */
  private image: TagState | undefined;
  private readonly stack: TagState[] = [];
  /** For each open element, whether its content is SVG or MathML, where scripts and titles contain markup like other elements. */
  private readonly foreign: boolean[] = [];

  constructor(
    private readonly markup: Markup,
    private readonly sink: ElementSink,
  ) {}

  text(start: number, end: number, verbatim: boolean): void {
    this.sink.text(start, end, verbatim);
  }

  comment(start: number, end: number): void {
    this.sink.comment(start, end);
  }

  startTag(nameEnd: number, attributes: Attributes, start: number, end: number): TagContent {
    const foreign = this.foreign.at(-1) ?? false;
    const known = this.lookUp(start + 1, nameEnd, foreign);
    const { type, ends } = known;
    const { tag } = type;
    // Nested forms are ignored.
    if (tag === 'form' && known.open > 0) return 'markup';
    while (ends?.has(this.stack.at(-1)?.type.tag ?? '')) this.pop(start, start, true);
    this.sink.open(type, attributes, start, end);
    if (type.empty) return 'markup';
    const inside = FOREIGN.has(tag) || (foreign && !INTEGRATION.has(tag));
    this.stack.push(known);
    this.foreign.push(inside);
    known.open++;
    // Only SVG and MathML have self-closing tags; in HTML the slash of `<div/>` is ignored.
    if (inside && attributes.selfClosing) this.pop(start, start, true);
    return foreign ? 'markup' : type.content;
  }

  endTag(nameEnd: number, start: number, end: number): void {
    const known = this.lookUp(start + 2, nameEnd, this.foreign.at(-1) ?? false);
    const { type } = known;
    if (known.open > 0) {
      while (this.stack.at(-1) !== known) this.pop(start, start, true);
      this.pop(start, end, false);
    } else if (type.tag === 'br') this.sink.open(type, NO_ATTRIBUTES, start, start);
    else if (type.tag === 'p') {
      // A stray `</p>` creates an empty paragraph.
      this.sink.open(type, NO_ATTRIBUTES, start, start);
      this.sink.close(type, start, end, false);
    }
  }

  closeAll(at: number): void {
    while (this.stack.length > 0) this.pop(at, at, true);
  }

  private pop(start: number, end: number, implied: boolean): void {
    const known = this.stack.pop() as TagState;
    this.foreign.pop();
    known.open--;
    this.sink.close(known.type, start, end, implied);
  }

  private lookUp(start: number, end: number, foreign: boolean): TagState {
    const known = this.names.at(this.markup, start, end);
    if (foreign || known.type.tag !== 'image') return known;
    this.image ??= this.names.at(Markup.of('img'), 0, 3);
    return this.image;
  }
}
