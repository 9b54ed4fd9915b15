/**
 * Patterns: literal words and typed slots, matched over tokens in time linear in the text.
 *
 * A pattern is run as a set of states that moves over its items (Thompson, Regular expression search algorithm,
 * 1968): no backtracking, however a rule was come by.
 */

import type { Anchor } from '../model/rule.js';
import { tokenize, trimDecoration } from '../text/tokens.js';
import { mayBegin, SLOT_NAMES, SLOT_TOKENS, type SlotName, slotEnds } from './slots.js';
import type { TokenView } from './view.js';

/** A dash that stands free in the pattern must stand free in the text: a hyphen is no dash. */
type Item = { readonly literal: string; readonly free?: true } | { readonly slot: SlotName; readonly optional: boolean };

export interface Pattern {
  readonly source: string;
  readonly items: readonly Item[];
  /** The literal that a text must hold to match at all: the longest; absent where there are slots only. */
  readonly key?: string;
  /** A text of fewer or more tokens than this never matches as a whole. */
  readonly minTokens: number;
  readonly maxTokens: number;
}

/** The values of a match's slots, folded: `{name}` → `anna beispiel`. Where a pattern names a slot twice, its first. */
export type Bindings = Readonly<Partial<Record<SlotName, string>>>;

export interface PatternMatch {
  /** Range of tokens. */
  readonly from: number;
  readonly to: number;
  /** For each slot that has a value its range of tokens; `bindingsOf` tells the values. */
  readonly values: Ranges;
}

type Ranges = Readonly<Partial<Record<SlotName, readonly [number, number]>>>;

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
  const items: Item[] = [];
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
  return { source, items: trimmed, ...(key === undefined ? {} : { key }), minTokens, maxTokens };
}

function pushLiterals(items: Item[], text: string, source: string): void {
  if (/[{}]/u.test(text)) throw new PatternError(`unpaired brace in “${source}”: a slot is written {name}`);
  for (const { fold, start, end } of tokenize(text)) {
    const free = fold === '-' && text[start - 1] === ' ' && text[end] === ' ';
    items.push(free ? { literal: fold, free } : { literal: fold });
  }
}

/** Decoration at an edge counts for nothing, unless a slot stands beside it: then it is what tells the shape. */
function trimLiteralEdges(items: readonly Item[]): Item[] {
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

interface State {
  readonly from: number;
  readonly values: Ranges;
}

const NO_VALUES: Ranges = Object.freeze({});

const NO_BINDINGS: Bindings = Object.freeze({});

/**
 * Matches a pattern against a text; decoration at the text's edges (bullets, arrows, a final colon) may be missing.
 * @param bound values that slots must have, from an earlier block of a sequence
 * @returns the match that starts first, or undefined
 */
export function matchPattern(pattern: Pattern, view: TokenView, anchor: Anchor, bound: Bindings = NO_BINDINGS): PatternMatch | undefined {
  const { tokens } = view;
  if (tokens.length < pattern.minTokens) return undefined;
  const first = pattern.items[0];
  const last = pattern.items[pattern.items.length - 1];
  // A sentence that says the same as the title is not the title.
  const [inner, innerEnd] = 'slot' in last && last.slot === 'title' ? view.label : view.inner;
  const fixedStart = anchor === 'whole' || anchor === 'block-start';
  const fixedEnd = anchor === 'whole' || anchor === 'block-end';
  if (anchor === 'whole' && innerEnd - inner > pattern.maxTokens) return undefined;
  // Most texts that hold a pattern's key do not begin or end as it does: that is cheap to see.
  if (fixedStart && !mayStart(first, view, inner)) return undefined;
  if (fixedEnd && 'literal' in last && !hasToken(tokens, last.literal, innerEnd - 1, tokens.length)) return undefined;

  let states = new Map<number, State>();
  const firstStart = fixedStart ? 0 : fixedEnd ? Math.max(0, innerEnd - pattern.maxTokens) : 0;
  const lastStart = fixedStart ? inner : tokens.length - 1;
  for (let i = firstStart; i <= lastStart && i < tokens.length; i++) states.set(i, { from: i, values: NO_VALUES });

  for (const item of pattern.items) {
    const next = new Map<number, State>();
    for (const [at, state] of states) advance(item, view, at, state, bound, next);
    if (next.size === 0) return undefined;
    states = next;
  }
  let best: State | undefined;
  let end = 0;
  for (const [to, state] of states) {
    if (to === state.from || (fixedEnd && to < innerEnd)) continue;
    if (best !== undefined && (state.from > best.from || (state.from === best.from && to <= end))) continue;
    best = state;
    end = to;
  }
  return best === undefined ? undefined : { from: best.from, to: end, values: best.values };
}

/** The values of a match's slots, as the next block of a sequence must have them. @param bound those of the blocks above */
export function bindingsOf(view: TokenView, { values }: PatternMatch, bound: Bindings = NO_BINDINGS): Bindings {
  const own = Object.entries(values).map(([slot, [from, to]]) => [slot, foldedValue(view, from, to)]);
  return { ...Object.fromEntries(own), ...bound };
}

/** Whether a pattern's first item may stand at one of the tokens up to the first that is no decoration. */
function mayStart(item: Item, view: TokenView, inner: number): boolean {
  if ('literal' in item) return hasToken(view.tokens, item.literal, 0, inner + 1);
  if (item.optional) return true;
  for (let at = 0; at <= inner && at < view.tokens.length; at++) if (mayBegin(item.slot, view, at)) return true;
  return false;
}

/** Whether one of a range of tokens folds to a literal. */
function hasToken(tokens: TokenView['tokens'], literal: string, from: number, to: number): boolean {
  for (let i = Math.max(0, from); i < to && i < tokens.length; i++) if (tokens[i].fold === literal) return true;
  return false;
}

/** One step: where a state stands once it has read the item. The state that started first wins a place. */
function advance(item: Item, view: TokenView, at: number, state: State, bound: Bindings, next: Map<number, State>): void {
  const { tokens } = view;
  const put = (to: number, moved: State): void => {
    const there = next.get(to);
    if (there === undefined || moved.from < there.from) next.set(to, moved);
  };
  if ('literal' in item) {
    if (at < tokens.length && tokens[at].fold === item.literal && (item.free === undefined || standsFree(tokens, at))) put(at + 1, state);
    return;
  }
  if (item.optional) put(at, state);
  if (item.slot === 'any') {
    // Free text needs no value kept, and reaches everywhere within its bound.
    const last = Math.min(tokens.length, at + SLOT_TOKENS.any);
    for (let to = at + 1; to <= last; to++) put(to, state);
    return;
  }
  const wanted = bound[item.slot];
  for (const to of slotEnds(item.slot, view, at, tokens.length)) {
    if (wanted !== undefined && wanted !== foldedValue(view, at, to)) continue;
    put(to, state.values[item.slot] === undefined ? { from: state.from, values: { ...state.values, [item.slot]: [at, to] } } : state);
  }
}

function standsFree(tokens: TokenView['tokens'], at: number): boolean {
  const { start, end } = tokens[at];
  return (at === 0 || tokens[at - 1].end < start) && (at + 1 === tokens.length || tokens[at + 1].start > end);
}

function foldedValue(view: TokenView, from: number, to: number): string {
  let value = '';
  for (let i = from; i < to; i++) value += (i > from ? ' ' : '') + view.tokens[i].fold;
  return value;
}
