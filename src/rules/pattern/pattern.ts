/**
 * Patterns: literal words and typed slots, matched over tokens in time linear in the text.
 *
 * A pattern is run as a set of states that moves over its items (Thompson, Regular expression search algorithm,
 * 1968): no backtracking, however a rule was come by.
 */

import type { Anchor } from '../../model/rule.js';
import { type HashedToken, tokenize, trimDecoration } from '../../text/tokens.js';
import { isOpen } from './isOpen.js';
import type { Literal, PatternItem } from './patternItem.js';
import { mayBegin, SLOT_NAMES, SLOT_TOKENS, type SlotName, slotEnds } from './slots.js';
import { States, type Value, valueFor } from './states.js';
import type { TokenizedText } from './tokenizedBlock.js';

export interface Pattern {
  readonly source: string;
  readonly items: readonly PatternItem[];
  /** The literal that a text must hold to match at all: the longest; absent where there are slots only. */
  readonly key?: string;
  /** A text of fewer or more tokens than this never matches as a whole. */
  readonly minTokens: number;
  readonly maxTokens: number;
  /** Whether it has no match in a document without titles. */
  readonly asksTitle: boolean;
  /** Whether an article's own sentence may match it by chance (`isOpen`). */
  readonly isOpen: boolean;
  /** How many words it fixes. */
  readonly words: number;
}

/** The values of a match's slots, folded: `{name}` → `anna beispiel`. Where a pattern names a slot twice, its first. */
export type Bindings = Readonly<Partial<Record<SlotName, string>>>;

export interface PatternMatch {
  /** Range of tokens. */
  readonly from: number;
  readonly to: number;
  /** The last value that a slot has, and behind it the others; `bindingsOf` tells what they are. */
  readonly values: Value | undefined;
}

/** Thrown for a pattern that cannot be understood. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const SLOT = /\{(\w*)(\?)?\}/gu;

/**
 * Reads a pattern: words as they stand, `{slot}` for a value, `{slot?}` for one that may be missing.
 * @throws PatternError for an unknown slot, an unpaired brace, or nothing to match
 */
export function parsePattern(source: string): Pattern {
  const items: PatternItem[] = [];
  let last = 0;
  for (const found of source.matchAll(SLOT)) {
    pushLiterals(items, source.slice(last, found.index), source);
    const slot = found[1] as SlotName;
    if (!SLOT_NAMES.includes(slot)) {
      throw new PatternError(`unknown slot {${slot}} in “${source}”; known are ${SLOT_NAMES.map((s) => `{${s}}`).join(' ')}`);
    }
    items.push({ slot, optional: found[2] === '?' });
    last = found.index + found[0].length;
  }
  pushLiterals(items, source.slice(last), source);
  const trimmed = trimLiteralEdges(items);
  if (trimmed.length === 0) throw new PatternError(`“${source}” matches nothing: it has neither words nor slots`);
  const literals = trimmed.flatMap((item) => ('literal' in item ? [item.literal] : []));
  const key = literals.reduce<string | undefined>(
    (best, word) => (best === undefined || word.length > best.length ? word : best),
    undefined,
  );
  let minTokens = 0;
  let maxTokens = 0;
  for (const item of trimmed) {
    minTokens += 'literal' in item || !item.optional ? 1 : 0;
    maxTokens += 'literal' in item ? 1 : SLOT_TOKENS[item.slot];
  }
  const words = literals.filter((literal) => /[\p{L}\p{N}]/u.test(literal)).length;
  const asksTitle = trimmed.some((item) => 'slot' in item && item.slot === 'title' && !item.optional);
  return {
    source,
    items: trimmed,
    ...(key === undefined ? {} : { key }),
    minTokens,
    maxTokens,
    asksTitle,
    isOpen: isOpen(trimmed),
    words,
  };
}

function pushLiterals(items: PatternItem[], text: string, source: string): void {
  if (/[{}]/u.test(text)) throw new PatternError(`unpaired brace in “${source}”: a slot is written {name}`);
  for (const { fold, hash, start, end } of tokenize(text)) {
    const free = fold === '-' && text[start - 1] === ' ' && text[end] === ' ';
    items.push(free ? { literal: fold, hash, free } : { literal: fold, hash });
  }
}

/** Decoration at an edge counts for nothing, unless a slot stands beside it: then it is what tells the shape. */
function trimLiteralEdges(items: readonly PatternItem[]): PatternItem[] {
  const asTokens = items.map((item) =>
    'literal' in item && !/^[\p{L}\p{N}]/u.test(item.literal)
      ? { fold: item.literal, start: 0, end: 1, kind: 'mark' as const }
      : { fold: 'x', start: 0, end: 1, kind: 'word' as const },
  );
  let [from, to] = trimDecoration(asTokens);
  if (from < to && 'slot' in items[from]) from = 0;
  if (from < to && 'slot' in items[to - 1]) to = items.length;
  return items.slice(from, to);
}

/** A match is known by its words where it has at least this many fixed ones … */
const FIXED_WORDS = 3;
/** … and no more free tokens than this: a phrase that a site varies, not a sentence that begins like one. */
const FREE_TOKENS = 8;

/** Whether what a pattern has matched is known by its words: all of it, or all but a short piece. */
export function isByWords({ items, isOpen: hasOpenSlots, words, asksTitle }: Pattern, { from, to }: PatternMatch): boolean {
  if (!hasOpenSlots) return words > 0 || asksTitle;
  return words >= FIXED_WORDS && to - from - items.filter((item) => 'literal' in item).length <= FREE_TOKENS;
}

const NO_BINDINGS: Bindings = Object.freeze({});

/**
 * Matches a pattern against a text; decoration at the text's edges (bullets, arrows, a final colon) may be missing.
 * @param bound values that slots must have, from an earlier block of a sequence
 * @returns the match that starts first, or undefined
 */
export function matchPattern(
  pattern: Pattern,
  input: TokenizedText,
  anchor: Anchor,
  bound: Bindings = NO_BINDINGS,
): PatternMatch | undefined {
  if (!mayMatch(pattern, input, anchor) || (pattern.asksTitle && input.titles.length === 0)) return undefined;
  const { tokens } = input;
  const [inner, innerEnd] = innerOf(pattern, input);
  const fixedStart = anchor === 'whole' || anchor === 'block-start';
  const fixedEnd = anchor === 'whole' || anchor === 'block-end';
  let [states, next] = STATES;
  states.clear();
  const firstStart = fixedStart ? 0 : fixedEnd ? Math.max(0, innerEnd - pattern.maxTokens) : 0;
  const lastStart = fixedStart ? inner : tokens.length - 1;
  for (let i = firstStart; i <= lastStart && i < tokens.length; i++) states.put(i, i, undefined);

  for (const item of pattern.items) {
    next.clear();
    for (let i = 0; i < states.size; i++) advance(item, input, states, i, bound, next);
    if (next.size === 0) return undefined;
    [states, next] = [next, states];
  }
  let best = -1;
  for (let i = 0; i < states.size; i++) {
    const from = states.from[i];
    const to = states.at[i];
    if (to === from || (fixedEnd && to < innerEnd)) continue;
    if (best < 0 || from < states.from[best] || (from === states.from[best] && to > states.at[best])) best = i;
  }
  return best < 0 ? undefined : { from: states.from[best], to: states.at[best], values: states.values[best] };
}

/** One pattern is matched at a time: the states before a step and behind it. */
const STATES: readonly [States, States] = [new States(), new States()];

/** The values of a match's slots, as the next block of a sequence must have them. @param bound those of the blocks above */
export function bindingsOf(input: TokenizedText, { values }: PatternMatch, bound: Bindings = NO_BINDINGS): Bindings {
  const own: { -readonly [slot in SlotName]?: string } = {};
  for (let value = values; value !== undefined; value = value.before) own[value.slot] = foldedValue(input, value.from, value.to);
  return { ...own, ...bound };
}

/**
 * Whether a pattern may match a text as far as its length and its ends tell, whatever the titles are. Most texts that
 * hold a pattern's key do not begin or end as it does: that is cheap to see.
 */
export function mayMatch(pattern: Pattern, input: TokenizedText, anchor: Anchor): boolean {
  const { tokens } = input;
  const { items, minTokens, maxTokens } = pattern;
  if (tokens.length < minTokens) return false;
  const [inner, innerEnd] = innerOf(pattern, input);
  if (anchor === 'whole' && innerEnd - inner > maxTokens) return false;
  if ((anchor === 'whole' || anchor === 'block-start') && !mayStart(items[0], tokens, inner)) return false;
  const last = items[items.length - 1];
  return anchor === 'block-start' || anchor === 'anywhere' || !('literal' in last) || hasToken(tokens, last, innerEnd - 1, tokens.length);
}

/** The part of a text that a match must cover. A sentence that says the same as the title is not the title. */
function innerOf({ items }: Pattern, input: TokenizedText): readonly [number, number] {
  const last = items[items.length - 1];
  return 'slot' in last && last.slot === 'title' ? input.label : input.inner;
}

/** Whether a pattern's first item may stand at one of the tokens up to the first that is no decoration. */
function mayStart(item: PatternItem, tokens: TokenizedText['tokens'], inner: number): boolean {
  if ('literal' in item) return hasToken(tokens, item, 0, inner + 1);
  if (item.optional) return true;
  for (let at = 0; at <= inner && at < tokens.length; at++) if (mayBegin(item.slot, tokens[at])) return true;
  return false;
}

/** Whether one of a range of tokens folds to a literal. */
function hasToken(tokens: TokenizedText['tokens'], literal: Literal, from: number, to: number): boolean {
  for (let i = Math.max(0, from); i < to && i < tokens.length; i++) if (folds(tokens[i], literal)) return true;
  return false;
}

/** Whether a token folds to a literal; where the hashes differ, there is no need to fold it. */
function folds(token: HashedToken, { literal, hash }: Literal): boolean {
  return token.hash === hash && token.fold === literal;
}

/** One step: where a state stands once it has read the item. */
function advance(item: PatternItem, input: TokenizedText, states: States, state: number, bound: Bindings, next: States): void {
  const { tokens } = input;
  const at = states.at[state];
  const from = states.from[state];
  const values = states.values[state];
  if ('literal' in item) {
    if (at < tokens.length && folds(tokens[at], item) && (item.free === undefined || isSpaced(tokens, at))) next.put(at + 1, from, values);
    return;
  }
  if (item.optional) next.put(at, from, values);
  if (item.slot === 'any') {
    // Free text needs no value kept, and reaches everywhere within its bound.
    const last = Math.min(tokens.length, at + SLOT_TOKENS.any);
    for (let to = at + 1; to <= last; to++) next.put(to, from, values);
    return;
  }
  const wanted = bound[item.slot];
  for (const to of slotEnds(item.slot, input, at, tokens.length)) {
    if (wanted !== undefined && wanted !== foldedValue(input, at, to)) continue;
    next.put(to, from, valueFor(item.slot, values) === undefined ? { slot: item.slot, from: at, to, before: values } : values);
  }
}

function isSpaced(tokens: TokenizedText['tokens'], at: number): boolean {
  const { start, end } = tokens[at];
  return (at === 0 || tokens[at - 1].end < start) && (at + 1 === tokens.length || tokens[at + 1].start > end);
}

function foldedValue(input: TokenizedText, from: number, to: number): string {
  let value = '';
  for (let i = from; i < to; i++) value += (i > from ? ' ' : '') + input.tokens[i].fold;
  return value;
}
