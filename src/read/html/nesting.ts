/** The elements of a page as they open and close: end tags that writers may leave out are put in, stray ones left out. */
import { type AttributeReader, type Attributes, NO_ATTRIBUTES } from './attributes.js';
import { type ElementType, elementType, type TagContent } from './elements.js';
import { type TokenSink, tokenizeHtml } from './tokenize.js';

/** What is told of a page; `start` and `end` are the tag's own range, empty where a tag is implied. */
export interface ElementSink {
  open(type: ElementType, attributes: AttributeReader, start: number, end: number): void;
  close(type: ElementType, start: number, end: number, implied: boolean): void;
  text(start: number, end: number, verbatim: boolean): void;
  comment(start: number, end: number): void;
}

/** Reads a page in one pass, linear in its length; whatever is open at its end is closed there. */
export function readElements(source: string, sink: ElementSink): void {
  const nesting = new Nesting(sink);
  nesting.closeAll(tokenizeHtml(source, nesting));
}

const words = (list: string) => new Set(list.split(' '));

/** Which elements a start tag ends, as long as one of them stands innermost. */
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
/** Elements of SVG and MathML whose content is HTML again. */
const INTEGRATION = words('mi mo mn ms mtext annotation-xml foreignobject desc title');

/** A kind of element that the page has, and how many of it are open. */
interface TagState {
  readonly type: ElementType;
  readonly ends: ReadonlySet<string> | undefined;
  open: number;
}

class Nesting implements TokenSink {
  /** By name, also as the page writes it. */
  private readonly known = new Map<string, TagState>();
  private readonly stack: TagState[] = [];
  /** For each open element whether its content is SVG or MathML: scripts and titles in it hold tags like any element. */
  private readonly foreign: boolean[] = [];

  constructor(private readonly sink: ElementSink) {}

  text(start: number, end: number, verbatim: boolean): void {
    this.sink.text(start, end, verbatim);
  }

  comment(start: number, end: number): void {
    this.sink.comment(start, end);
  }

  startTag(name: string, attributes: Attributes, start: number, end: number): TagContent {
    const foreign = this.foreign.at(-1) ?? false;
    const known = this.lookUp(name, foreign);
    const { type, ends } = known;
    const { tag } = type;
    // A form in a form is none.
    if (tag === 'form' && known.open > 0) return 'markup';
    while (ends?.has(this.stack.at(-1)?.type.tag ?? '')) this.pop(start, start, true);
    this.sink.open(type, attributes, start, end);
    if (type.empty) return 'markup';
    const inside = FOREIGN.has(tag) || (foreign && !INTEGRATION.has(tag));
    this.stack.push(known);
    this.foreign.push(inside);
    known.open++;
    // Elsewhere the slash of `<div/>` means nothing.
    if (inside && attributes.selfClosing) this.pop(start, start, true);
    return foreign ? 'markup' : type.content;
  }

  endTag(name: string, start: number, end: number): void {
    const known = this.lookUp(name, this.foreign.at(-1) ?? false);
    const { type } = known;
    if (known.open > 0) {
      while (this.stack.at(-1) !== known) this.pop(start, start, true);
      this.pop(start, end, false);
    } else if (type.tag === 'br') this.sink.open(type, NO_ATTRIBUTES, start, start);
    else if (type.tag === 'p') {
      // A paragraph that ends without having begun is an empty one.
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

  private lookUp(name: string, foreign: boolean): TagState {
    const known = this.known.get(name) ?? this.register(name);
    return known.type.tag === 'image' && !foreign ? this.lookUp('img', foreign) : known;
  }

  private register(name: string): TagState {
    const tag = name.toLowerCase();
    const known = this.known.get(tag) ?? { type: elementType(tag), ends: ENDS.get(tag), open: 0 };
    this.known.set(tag, known);
    this.known.set(name, known);
    return known;
  }
}
