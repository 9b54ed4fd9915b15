/**
 * Patterns: literal words and typed slots, matched over tokens in time linear in the text.
 *
 * A pattern runs as a set of states that advances over its items (Thompson, Regular expression search algorithm, 1968).
 * It never backtracks, so even a badly written rule cannot make matching slow.
 */

import type { Anchor } from '../../model/rule.js';
import { foldHash } from '../../text/foldedWord.js';
import { lookOf, tokenize, trimDecoration } from '../../text/tokens.js';
import { isOpen } from './isOpen.js';
import type { PatternItem } from './patternItem.js';
import { mayBegin, SHAPES, type ShapeSlot, SLOT_NAMES, SLOT_TOKENS, type SlotName, slotEnds } from './slots.js';
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

/** Thrown for an invalid pattern. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const SLOT = /\{(\w*)(?::(\d{1,2}))?(\?)?\}/gu;

/**
 * Parses a pattern: literal words, `{slot}` for a value, `{slot?}` for an optional one, `{any:12}` for at most 12 tokens.
 * @throws PatternError for an unknown slot, an unpaired brace, or a pattern that matches nothing
 */
export function parsePattern(source: string): Pattern {
  const items: PatternItem[] = [];
  let last = 0;
  for (const found of source.matchAll(SLOT)) {
    pushLiterals(items, source.slice(last, found.index), source);
    const slot = found[1] as SlotName;
    if (!SLOT_NAMES.includes(slot)) {
      throw new PatternError(`unknown slot {${slot}} in “${source}”; known slots are ${SLOT_NAMES.map((s) => `{${s}}`).join(' ')}`);
    }
    items.push({ slot, optional: found[3] === '?', ...limitOf(slot, found[2], source) });
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
    maxTokens += 'literal' in item ? 1 : tokensOf(item);
  }
  const words = literals.filter((literal) => /[\p{L}\p{N}]/u.test(literal)).length;
  const asksTitle = trimmed.some((item) => 'slot' in item && item.slot === 'title' && !item.optional);
  return {
    source,
    items: trimmed,
    ...(key === undefined ? {} : { key }),
    needs: rarestOf(literals).map(foldHash),
    minTokens,
    maxTokens,
    asksTitle,
    isOpen: isOpen(trimmed),
    words,
    shape: shapeOf(trimmed),
  };
}

/** The limit that a pattern sets to a free slot. @throws PatternError where there is none to set */
function limitOf(slot: SlotName, most: string | undefined, source: string): { readonly most?: number } {
  if (most === undefined) return {};
  if (slot !== 'any' || Number(most) < 1 || Number(most) > SLOT_TOKENS.any) {
    throw new PatternError(`{${slot}:${most}} in “${source}”: only {any} takes a number, from 1 to ${SLOT_TOKENS.any}`);
  }
  return { most: Number(most) };
}

/** The most tokens of a slot's value. */
function tokensOf({ slot, most }: Exclude<PatternItem, { readonly literal: string }>): number {
  return most ?? SLOT_TOKENS[slot];
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

function pushLiterals(items: PatternItem[], text: string, source: string): void {
  if (/[{}]/u.test(text)) throw new PatternError(`unpaired brace in “${source}”: a slot is written {name}`);
  const tokens = tokenize(text);
  for (let at = 0; at < tokens.count; at++) {
    const [literal, hash] = [tokens.fold(at), tokens.hash(at)];
    const free = literal === '-' && text[tokens.start(at) - 1] === ' ' && text[tokens.end(at)] === ' ';
    items.push(free ? { literal, hash, free } : { literal, hash });
  }
}

/** Decoration at either end is removed, unless a slot is next to it: then it is a characteristic part of the pattern. */
function trimLiteralEdges(items: readonly PatternItem[]): PatternItem[] {
  const look = (at: number): number => {
    const item = items[at];
    return 'literal' in item && !/^[\p{L}\p{N}]/u.test(item.literal) ? lookOf(item.literal) : lookOf('x');
  };
  let [from, to] = trimDecoration({ count: items.length, look });
  if (from < to && 'slot' in items[from]) from = 0;
  if (from < to && 'slot' in items[to - 1]) to = items.length;
  return items.slice(from, to);
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
  return anchor === 'block-start' || anchor === 'anywhere' || !('literal' in last) || input.has(last.hash, innerEnd - 1, input.count);
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
  for (let at = 0; at <= inner && at < input.count; at++) if (mayBegin(item.slot, input, at)) return true;
  return false;
}

/** One step: the states that follow a state once the item is matched. */
function advance(item: PatternItem, input: TokenizedText, states: States, state: number, bound: Bindings, next: States): void {
  const at = states.at[state];
  const from = states.from[state];
  const values = states.values[state];
  if ('literal' in item) {
    if (at < input.count && input.is(at, item.hash, item.literal) && (item.free === undefined || isSpaced(input, at)))
      next.put(at + 1, from, values);
    return;
  }
  if (item.optional) next.put(at, from, values);
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

function isSpaced(tokens: TokenizedText, at: number): boolean {
  return (at === 0 || tokens.end(at - 1) < tokens.start(at)) && (at + 1 === tokens.count || tokens.start(at + 1) > tokens.end(at));
}
