/** Reads the items of a pattern from its source: literal words, slots, and choices between words. */
import { lookOf, tokenize, trimDecoration } from '../../text/tokens.js';
import { isWord, type Literal, type PatternItem } from './patternItem.js';
import { SLOT_NAMES, SLOT_TOKENS, type SlotName } from './slots.js';

/** Thrown for an invalid pattern. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A slot, or a choice: anything else in braces that contains a bar. */
const BRACES = /\{(?:(\w*)(?::(\d{1,2}))?(\?)?|([^{}|]*\|[^{}]*))\}/gu;

/** The items of a pattern, without decoration at either end. @throws PatternError where the source cannot be read */
export function itemsOf(source: string): readonly PatternItem[] {
  const items: PatternItem[] = [];
  let last = 0;
  for (const found of source.matchAll(BRACES)) {
    items.push(...literalsOf(source.slice(last, found.index), source));
    items.push(found[4] === undefined ? slotOf(found, source) : choiceOf(found[4], source));
    last = found.index + found[0].length;
  }
  items.push(...literalsOf(source.slice(last), source));
  return trimLiteralEdges(items);
}

function slotOf([, name, most, question]: RegExpExecArray, source: string): PatternItem {
  const slot = name as SlotName;
  if (!SLOT_NAMES.includes(slot)) {
    throw new PatternError(`unknown slot {${slot}} in “${source}”; known slots are ${SLOT_NAMES.map((s) => `{${s}}`).join(' ')}`);
  }
  return { slot, optional: question === '?', ...limitOf(slot, most, source) };
}

/** @param text the alternatives between bars; an empty one may be left out of the text */
function choiceOf(text: string, source: string): PatternItem {
  const alternatives = text.split('|').map((words) => literalsOf(words, source));
  const choice = alternatives.filter((literals) => literals.length > 0);
  if (choice.length === 0) throw new PatternError(`{${text}} in “${source}” is a choice between nothing`);
  return { choice, optional: choice.length < alternatives.length };
}

/** The limit that a pattern sets to a free slot. @throws PatternError where there is none to set */
function limitOf(slot: SlotName, most: string | undefined, source: string): { readonly most?: number } {
  if (most === undefined) return {};
  if (slot !== 'any' || Number(most) < 1 || Number(most) > SLOT_TOKENS.any) {
    throw new PatternError(`{${slot}:${most}} in “${source}”: only {any} takes a number, from 1 to ${SLOT_TOKENS.any}`);
  }
  return { most: Number(most) };
}

function literalsOf(text: string, source: string): Literal[] {
  if (/[{}]/u.test(text)) throw new PatternError(`unpaired brace in “${source}”: a slot is written {name}`);
  const tokens = tokenize(text);
  return Array.from({ length: tokens.count }, (_, at) => {
    const [literal, hash] = [tokens.fold(at), tokens.hash(at)];
    const free = literal === '-' && text[tokens.start(at) - 1] === ' ' && text[tokens.end(at)] === ' ';
    return free ? { literal, hash, free } : { literal, hash };
  });
}

/** Decoration at either end is removed, unless a slot is next to it: then it is a characteristic part of the pattern. */
function trimLiteralEdges(items: readonly PatternItem[]): PatternItem[] {
  const look = (at: number): number => {
    const item = items[at];
    return 'literal' in item && !isWord(item) ? lookOf(item.literal) : lookOf('x');
  };
  let [from, to] = trimDecoration({ count: items.length, look });
  if (from < to && 'slot' in items[from]) from = 0;
  if (from < to && 'slot' in items[to - 1]) to = items.length;
  return items.slice(from, to);
}
