/** Views: texts and blocks as patterns see them, their tokens cut once however many patterns look. */
import type { Anchor } from '../../model/rule.js';
import { type HashedToken, tokenize, trimDecoration, trimLabel } from '../../text/tokens.js';

export interface TokenizedText {
  readonly text: string;
  /** Where the text begins in its block's: 0 but for pieces of long ones. */
  readonly offset: number;
  readonly tokens: readonly HashedToken[];
  /** The document's titles as folded tokens. */
  readonly titles: readonly (readonly string[])[];
  /** The range of tokens without the decoration at both ends (`trimDecoration`). */
  readonly inner: readonly [number, number];
  /** The same, but with a sentence's full stop (`trimLabel`). */
  readonly label: readonly [number, number];
}

/**
 * Looks at a text.
 * @param titles the document's, as folded tokens
 * @param offset where the text begins in its block's
 */
export function tokenizeText(text: string, titles: TokenizedText['titles'] = [], offset = 0): TokenizedText {
  const tokens = tokenize(text);
  const inner = trimDecoration(tokens);
  return { text, offset, tokens, titles, inner, label: trimLabel(tokens, inner) };
}

/** What patterns may look at in a block; a short one is one piece. */
export interface TokenizedBlock {
  readonly whole: TokenizedText | undefined;
  readonly head: TokenizedText;
  readonly tail: TokenizedText;
  readonly middle: TokenizedText;
  /** The pieces above, each once. */
  readonly parts: readonly TokenizedText[];
}

/** Longer blocks are looked at only at their ends: no furniture is that long, and no match may take that time. */
const LONG = 8000;
const WINDOW = 2000;
const ANYWHERE = 100_000;

/**
 * Looks at a block.
 * @param anywhere whether some pattern may match in the middle of a long one
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

/** The part of a block that a pattern of an anchor looks at; undefined where the block is too long to be looked at whole. */
export function partFor(anchor: Anchor, { whole, head, tail, middle }: TokenizedBlock): TokenizedText | undefined {
  return anchor === 'whole' ? whole : anchor === 'block-start' ? head : anchor === 'block-end' ? tail : middle;
}
