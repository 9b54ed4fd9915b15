/** Texts and blocks as patterns see them: tokenized once, however many patterns are tried. */
import type { Anchor } from '../../model/rule.js';
import { type HashedToken, tokenize, trimDecoration, trimLabel } from '../../text/tokens.js';

export interface TokenizedText {
  readonly text: string;
  /** The text's offset in its block; 0 except for pieces of long blocks. */
  readonly offset: number;
  readonly tokens: readonly HashedToken[];
  /** The document's titles as folded tokens. */
  readonly titles: readonly (readonly string[])[];
  /** The range of tokens without decoration at either end (`trimDecoration`). */
  readonly inner: readonly [number, number];
  /** The same, but including the full stop of a sentence (`trimLabel`). */
  readonly label: readonly [number, number];
}

/**
 * Tokenizes a text.
 * @param titles the document's titles as folded tokens
 * @param offset the text's offset in its block
 */
export function tokenizeText(text: string, titles: TokenizedText['titles'] = [], offset = 0): TokenizedText {
  const tokens = tokenize(text);
  const inner = trimDecoration(tokens);
  return { text, offset, tokens, titles, inner, label: trimLabel(tokens, inner) };
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
 * Tokenizes a block.
 * @param anywhere whether some pattern may match in the middle of a long block
 */
export function tokenizeBlock(text: string, titles: TokenizedText['titles'], anywhere: boolean): TokenizedBlock {
  if (text.length <= LONG) return short(tokenizeText(text, titles));
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
  return anchor === 'whole' ? whole : anchor === 'block-start' ? head : anchor === 'block-end' ? tail : middle;
}
