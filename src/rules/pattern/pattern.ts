/**
 * Patterns: literal words and typed slots, matched over tokens in time linear in the text.
 *
 * A pattern runs as a set of states that advances over its items (Thompson, Regular expression search algorithm, 1968).
 * It never backtracks, so even a badly written rule cannot make matching slow.
 */

import type { Anchor } from '../../model/rule.js';
import { foldHash } from '../../text/foldedWord.js';
import { isOpen } from './isOpen.js';
import { isWord, type Literal, type PatternItem, type Slot } from './patternItem.js';
import { itemsOf, PatternError } from './patternItems.js';
import { mayBegin, SHAPES, type ShapeSlot, SLOT_TOKENS, type SlotName, slotEnds } from './slots.js';
import { States, type Value, valueFor } from './states.js';
import type { TokenizedText } from './tokenizedBlock.js';

export interface Pattern {
  readonly source: string;
  readonly items: readonly PatternItem[];
  /** The longest literal, which a text must contain to match; absent if there are only slots. */
  readonly key?: string;
  /** The hashes of two literals that a text must contain to match, the rarer one first; fewer if the pattern has fewer. */
  readonly needs: readonly number[];
  /** A text with fewer or more tokens never matches as a whole. */
  readonly minTokens: number;
  readonly maxTokens: number;
  /** Whether it never matches in a document without a title. */
  readonly asksTitle: boolean;
  /** Whether it could match a sentence of an article by chance (`isOpen`). */
  readonly isOpen: boolean;
  /** The number of literal words. */
  readonly words: number;
  /** The slot of a pattern that asks nothing but the shape of a text: `{headline}`, `{phrase}`, `{prose}`. */
  readonly shape: ShapeSlot | undefined;
}

/** The folded values of a match's slots: `{name}` → `anna beispiel`. If a slot occurs twice, its first value. */
export type Bindings = Readonly<Partial<Record<SlotName, string>>>;

export interface PatternMatch {
  /** A half-open range of tokens. */
  readonly from: number;
  readonly to: number;
  /** The slots' values as a linked list, the last one first; see `bindingsOf`. */
  readonly values: Value | undefined;
}

/**
 * Parses a pattern: literal words, `{slot}` for a value, `{slot?}` for an optional one, `{any:12}` for at most 12 tokens,
 * `{one|two words|}` for one of several words, or, with an empty alternative, none of them.
 * @throws PatternError for an unknown slot, an unpaired brace, or a pattern that matches nothing
 */
export function parsePattern(source: string): Pattern {
  const items = itemsOf(source);
  if (items.length === 0) throw new PatternError(`“${source}” matches nothing: it has neither words nor slots`);
  const literals = items.flatMap((item) => ('literal' in item ? [item.literal] : []));
  const key = literals.reduce<string | undefined>(
    (best, word) => (best === undefined || word.length > best.length ? word : best),
    undefined,
  );
  let minTokens = 0;
  let maxTokens = 0;
  for (const item of items) {
    minTokens += 'literal' in item || !item.optional ? 1 : 0;
    maxTokens += tokensOf(item);
  }
  const words = items.filter(isWord).length;
  const asksTitle = items.some((item) => 'slot' in item && item.slot === 'title' && !item.optional);
  return {
    source,
    items,
    ...(key === undefined ? {} : { key }),
    needs: rarestOf(literals).map(foldHash),
    minTokens,
    maxTokens,
    asksTitle,
    isOpen: isOpen(items),
    words,
    shape: shapeOf(items),
  };
}

/** The most tokens that an item matches. */
function tokensOf(item: PatternItem): number {
  if ('literal' in item) return 1;
  if ('choice' in item) return Math.max(...item.choice.map(({ length }) => length));
  return item.most ?? SLOT_TOKENS[item.slot];
}

function shapeOf(items: readonly PatternItem[]): ShapeSlot | undefined {
  const [item] = items;
  const isAlone = items.length === 1 && 'slot' in item && !item.optional && item.slot in SHAPES;
  return isAlone ? (item.slot as ShapeSlot) : undefined;
}

/** Marks that most texts contain. */
const COMMON_MARKS = ".,:-'()";
/** Any other mark is as rare as a word of this length. */
const RARE_MARK = 5;

/** Two of the literals of a pattern, the rarer one first: long words are rare. */
function rarestOf(literals: readonly string[]): string[] {
  const rarity = (literal: string): number => {
    if (/[\p{L}\p{N}]/u.test(literal)) return literal.length;
    return COMMON_MARKS.includes(literal) ? 0 : RARE_MARK;
  };
  return [...new Set(literals)].sort((a, b) => rarity(b) - rarity(a)).slice(0, 2);
}

/** A match is recognised by its words if the pattern fixes at least this many, … */
const FIXED_WORDS = 3;
/** … and the slots match at most this many tokens: a phrase with variations, not a sentence that begins like one. */
const FREE_TOKENS = 8;

/** Whether a match is recognised by its words: all of it is fixed, or all but a short piece. */
export function isByWords({ items, isOpen: hasOpenSlots, words, asksTitle }: Pattern, { from, to }: PatternMatch): boolean {
  if (!hasOpenSlots) return words > 0 || asksTitle;
  return words >= FIXED_WORDS && to - from - items.filter((item) => 'literal' in item).length <= FREE_TOKENS;
}

const NO_BINDINGS: Bindings = Object.freeze({});

/**
 * Matches a pattern against a text. Decoration at either end of the text (bullets, arrows, a final colon) is optional.
 * @param bound values that slots must have, from an earlier block of a sequence
 * @returns the match that starts first; undefined if there is none
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the inner loop of matching; states are moved without garbage.
export function matchPattern(
  pattern: Pattern,
  input: TokenizedText,
  anchor: Anchor,
  bound: Bindings = NO_BINDINGS,
): PatternMatch | undefined {
  if (!mayMatch(pattern, input, anchor) || (pattern.asksTitle && !input.mayShowTitle)) return undefined;
  const [inner, innerEnd] = innerOf(pattern, input);
  if (pattern.shape !== undefined && anchor === 'whole' && bound === NO_BINDINGS) return matchShape(pattern.shape, input, inner);
  const fixedStart = anchor === 'whole' || anchor === 'block-start';
  const fixedEnd = anchor === 'whole' || anchor === 'block-end';
  let [states, next] = STATES;
  states.clear();
  const firstStart = fixedStart ? 0 : fixedEnd ? Math.max(0, innerEnd - pattern.maxTokens) : 0;
  const lastStart = fixedStart ? inner : input.count - 1;
  for (let i = firstStart; i <= lastStart && i < input.count; i++) states.put(i, i, undefined);

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

/**
 * Matches a text by its shape alone: most lines are asked whether they are headlines, and most paragraphs whether they are
 * prose.
 * @param inner the last token at which the match may begin
 */
function matchShape(slot: ShapeSlot, input: TokenizedText, inner: number): PatternMatch | undefined {
  const to = input.count;
  for (let from = Math.max(0, to - SLOT_TOKENS[slot]); from <= inner && from < to; from++) {
    if (input.hasShape(from, SHAPES[slot])) return { from, to, values: { slot, from, to, before: undefined } };
  }
  return undefined;
}

/** The states before and after a step. They are shared, since only one pattern is matched at a time. */
const STATES: readonly [States, States] = [new States(), new States()];

/**
 * The values of a match's slots, which the next block of a sequence must repeat.
 * @param bound the values from the blocks above
 */
export function bindingsOf(input: TokenizedText, { values }: PatternMatch, bound: Bindings = NO_BINDINGS): Bindings {
  const own: { -readonly [slot in SlotName]?: string } = {};
  for (let value = values; value !== undefined; value = value.before) own[value.slot] = input.folded(value.from, value.to);
  return { ...own, ...bound };
}

/**
 * Whether a pattern could match a text, judging by the text's length, some of its words and its two ends, whatever the titles. This is
 * cheap, and rules out most texts that contain the pattern's key.
 */
export function mayMatch(pattern: Pattern, input: TokenizedText, anchor: Anchor): boolean {
  const { items, minTokens, maxTokens, needs } = pattern;
  if (input.count < minTokens) return false;
  const [inner, innerEnd] = innerOf(pattern, input);
  if (anchor === 'whole' && innerEnd - inner > maxTokens) return false;
  for (const hash of needs) if (!input.has(hash, 0, input.count)) return false;
  if ((anchor === 'whole' || anchor === 'block-start') && !mayStart(items[0], input, inner)) return false;
  const last = items[items.length - 1];
  return (anchor !== 'whole' && anchor !== 'block-end') || !('literal' in last) || input.has(last.hash, innerEnd - 1, input.count);
}

/** Whether a match of a pattern could begin where a text begins. */
export function mayBeginWith(pattern: Pattern, input: TokenizedText): boolean {
  return input.count > 0 && mayStart(pattern.items[0], input, innerOf(pattern, input)[0]);
}

/** The part of a text that a match must cover. A sentence with the same words as the title is not the title. */
function innerOf({ items }: Pattern, input: TokenizedText): readonly [number, number] {
  const last = items[items.length - 1];
  return 'slot' in last && last.slot === 'title' ? input.label : input.inner;
}

/** Whether a pattern's first item could match one of the tokens up to the first that is not decoration. */
function mayStart(item: PatternItem, input: TokenizedText, inner: number): boolean {
  if ('literal' in item) return input.has(item.hash, 0, inner + 1);
  if (item.optional) return true;
  if ('choice' in item) return item.choice.some(([first]) => input.has(first.hash, 0, inner + 1));
  for (let at = 0; at <= inner && at < input.count; at++) if (mayBegin(item.slot, input, at)) return true;
  return false;
}

/** One step: the states that follow a state once the item is matched. */
function advance(item: PatternItem, input: TokenizedText, states: States, state: number, bound: Bindings, next: States): void {
  const at = states.at[state];
  const from = states.from[state];
  const values = states.values[state];
  if ('literal' in item) {
    if (isAt(item, input, at)) next.put(at + 1, from, values);
    return;
  }
  if (item.optional) next.put(at, from, values);
  if ('choice' in item) {
    for (const run of item.choice) if (isRunAt(run, input, at)) next.put(at + run.length, from, values);
  } else advanceSlot(item, input, states, state, bound, next);
}

function advanceSlot(item: Slot, input: TokenizedText, states: States, state: number, bound: Bindings, next: States): void {
  const at = states.at[state];
  const from = states.from[state];
  const values = states.values[state];
  if (item.slot === 'any') {
    // Free text may end anywhere within its limit, and its value is not needed.
    const last = Math.min(input.count, at + tokensOf(item));
    for (let to = at + 1; to <= last; to++) next.put(to, from, values);
    return;
  }
  const wanted = bound[item.slot];
  for (const to of slotEnds(item.slot, input, at, input.count)) {
    if (wanted !== undefined && wanted !== input.folded(at, to)) continue;
    next.put(to, from, valueFor(item.slot, values) === undefined ? { slot: item.slot, from: at, to, before: values } : values);
  }
}

function isAt({ literal, hash, free }: Literal, input: TokenizedText, at: number): boolean {
  return at < input.count && input.is(at, hash, literal) && (free === undefined || isSpaced(input, at));
}

function isRunAt(run: readonly Literal[], input: TokenizedText, at: number): boolean {
  for (let i = 0; i < run.length; i++) if (!isAt(run[i], input, at + i)) return false;
  return true;
}

function isSpaced(tokens: TokenizedText, at: number): boolean {
  return (at === 0 || tokens.end(at - 1) < tokens.start(at)) && (at + 1 === tokens.count || tokens.start(at + 1) > tokens.end(at));
}
