/** Texts and blocks as patterns see them: tokenized once, however many patterns are tried. */
import type { Block } from '../../model/document.js';
import type { Anchor } from '../../model/rule.js';
import type { BlockTable } from '../../read/table/blockTable.js';
import type { TokenColumns } from '../../text/scan/tokenColumns.js';
import { FULL_STOP, Tokens, tokenize, trimDecoration, trimLabel } from '../../text/tokens.js';

/** A title of the document: its folded tokens, and their hashes. */
export interface Title {
  readonly folds: readonly string[];
  readonly hashes: readonly number[];
}

export function titleOf(title: string): Title {
  const tokens = tokenize(title);
  return { folds: tokens.folds(), hashes: Array.from({ length: tokens.count }, (_, i) => tokens.hash(i)) };
}

/** The shape of a text: its bit (`read/table/shapes.ts`), and the test for texts whose bits are not known. */
export interface Shape {
  readonly bit: number;
  readonly test: (text: string) => boolean;
}

/** Not computed yet. */
const UNKNOWN = -2;

/** The tokens of a text, and what patterns ask about the whole of it. */
export class TokenizedText extends Tokens {
  /** The range of tokens without decoration at either end (`trimDecoration`). */
  readonly inner: readonly [number, number];
  /** The same, but including the full stop of a sentence (`trimLabel`). */
  readonly label: readonly [number, number];
  private titled = UNKNOWN;

  /**
   * @param titles the document's titles
   * @param offset the text's offset in its block; 0 except for pieces of long blocks
   * @param shapes the bits of the text's shapes (`read/table/shapes.ts`), if they are known
   */
  constructor(
    text: string,
    columns: TokenColumns,
    first: number,
    count: number,
    readonly titles: readonly Title[],
    readonly offset: number,
    private readonly shapes?: number,
  ) {
    super(text, columns, first, count);
    this.inner = trimDecoration(this);
    this.label = trimLabel(this, this.inner);
  }

  /** Whether a title may occur: some token begins one, judging by its hash. */
  get mayShowTitle(): boolean {
    if (this.titled === UNKNOWN)
      this.titled = Number(this.titles.some(({ hashes }) => hashes.length === 0 || this.has(hashes[0], 0, this.count)));
    return this.titled === 1;
  }

  /** A single word with a full stop is an answer (“Weiterlesen.”): no label or button ends like a sentence. */
  isOneWordSentence(): boolean {
    const [from, to] = this.label;
    return to - from === 1 && to + 1 === this.count && this.is(to, FULL_STOP, '.');
  }

  /** Whether the text from a token on has a shape. */
  hasShape(from: number, { bit, test }: Shape): boolean {
    const isWhole = from === 0 && this.start(0) === 0 && this.end(this.count - 1) === this.text.length;
    return isWhole && this.shapes !== undefined ? (this.shapes & bit) !== 0 : test(this.slice(from, this.count));
  }

  /** A range of the tokens as a text of its own. */
  part(from: number, to: number): TokenizedText {
    return new TokenizedText(this.text, this.columns, this.first + from, to - from, this.titles, this.offset);
  }

  /** Whether a token of a range has this hash. */
  has(hash: number, from: number, to: number): boolean {
    const { hashes } = this.columns;
    const last = this.first + Math.min(to, this.count);
    for (let i = this.first + Math.max(0, from); i < last; i++) if (hashes[i] === hash) return true;
    return false;
  }
}

/** Tokenizes a text; see `TokenizedText`. */
export function tokenizeText(text: string, titles: readonly Title[] = [], offset = 0): TokenizedText {
  const { columns, first, count } = tokenize(text);
  return new TokenizedText(text, columns, first, count, titles, offset);
}

/** The pieces of a block that patterns see. A short block is a single piece. */
export interface TokenizedBlock {
  readonly whole: TokenizedText | undefined;
  readonly head: TokenizedText;
  readonly tail: TokenizedText;
  readonly middle: TokenizedText;
  /** The distinct pieces among these. */
  readonly parts: readonly TokenizedText[];
}

/** Of longer blocks only the ends are examined: no furniture is that long, and the time for a block must be limited. */
const LONG = 8000;
/** The characters at either end of a long block that are examined. */
const WINDOW = 2000;
/** The characters of a long block that are examined for patterns that may match anywhere. */
const ANYWHERE = 100_000;

/**
 * The tokens of a block.
 * @param i the block's index
 * @param anywhere whether some pattern may match in the middle of a long block
 */
export function tokenizeBlock(
  { text }: Block,
  i: number,
  { tokens, tokenFrom, shapes }: BlockTable,
  titles: readonly Title[],
  anywhere: boolean,
): TokenizedBlock {
  if (text.length <= LONG)
    return short(new TokenizedText(text, tokens, tokenFrom[i], tokenFrom[i + 1] - tokenFrom[i], titles, 0, shapes[i]));
  const part = (from: number, to: number) => tokenizeText(text.slice(from, to), titles, from);
  const head = part(0, WINDOW);
  const tail = part(text.length - WINDOW, text.length);
  const middle = anywhere ? part(0, ANYWHERE) : head;
  return { whole: undefined, head, tail, middle, parts: anywhere ? [head, middle, tail] : [head, tail] };
}

function short(whole: TokenizedText): TokenizedBlock {
  return { whole, head: whole, tail: whole, middle: whole, parts: [whole] };
}

/** The piece of a block that a pattern with this anchor sees; undefined if the block is too long to be matched as a whole. */
export function partFor(anchor: Anchor, { whole, head, tail, middle }: TokenizedBlock): TokenizedText | undefined {
  return anchor === 'whole' || anchor === 'sentences' ? whole : anchor === 'block-start' ? head : anchor === 'block-end' ? tail : middle;
}
