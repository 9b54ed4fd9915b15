/** Typed slots: which runs of tokens a `{name}` or a `{date}` matches. Each examines a limited number of tokens. */

import calendar from '../../text/calendar.json' with { type: 'json' };
import { isHeadline, isPhrase, isProse } from '../../text/shape.js';
import type { Token } from '../../text/tokens.js';
import { creditEnds, initialsEnds, nameEnds, signatureEnds } from './nameSlots.js';
import type { TokenizedText } from './tokenizedBlock.js';

export const SLOT_NAMES = [
  'title',
  'name',
  'initials',
  'signature',
  'credit',
  'num',
  'date',
  'time',
  'url',
  'email',
  'handle',
  'few',
  'line',
  'any',
  'headline',
  'phrase',
  'prose',
] as const;

export type SlotName = (typeof SLOT_NAMES)[number];

/** The most tokens of a slot's value, which keeps matching linear. */
export const SLOT_TOKENS: Readonly<Record<SlotName, number>> = {
  title: 60,
  name: 9,
  initials: 9,
  signature: 9,
  credit: 24,
  num: 1,
  date: 10,
  time: 4,
  url: 60,
  email: 12,
  handle: 6,
  few: 8,
  line: 40,
  any: 60,
  headline: 60,
  phrase: 60,
  prose: 400,
};

const lower = (lists: Record<string, string[]>) => new Set(Object.values(lists).flatMap((words) => words.map((w) => w.toLowerCase())));
const MONTHS = lower(calendar.months);
const WEEKDAYS = lower(calendar.weekdays);
const CLOCK = new Set(calendar.clock);
const JOINERS = new Set(calendar.joiners);

/**
 * The positions at which a value that begins at `from` may end, nearest first.
 * @param to the last position at which the value may end
 */
export function slotEnds(slot: SlotName, input: TokenizedText, from: number, to: number): number[] {
  const limit = Math.min(to, from + SLOT_TOKENS[slot]);
  if (from >= limit) return [];
  return ENDS[slot](input, from, limit);
}

/** Whether a slot's value could begin with a token; false only if that is cheap to determine. */
export function mayBegin(slot: SlotName, token: Token): boolean {
  if (slot === 'num' || slot === 'time') return token.kind === 'number';
  if (slot === 'date') return token.kind === 'number' || (token.kind === 'word' && (MONTHS.has(token.fold) || WEEKDAYS.has(token.fold)));
  return true;
}

type Ends = (input: TokenizedText, from: number, limit: number) => number[];

const ENDS: Readonly<Record<SlotName, Ends>> = {
  title: titleEnds,
  name: nameEnds,
  initials: initialsEnds,
  signature: signatureEnds,
  credit: creditEnds,
  num: (input, from) => (input.tokens[from].kind === 'number' ? [from + 1] : []),
  date: dateEnds,
  time: timeEnds,
  url: (input, from, limit) => runEnds(input, from, limit, isUrl),
  email: (input, from, limit) => runEnds(input, from, limit, isEmail),
  handle: (input, from, limit) => runEnds(input, from, limit, isHandle),
  few: fewEnds,
  line: lineEnds,
  any: (_input, from, limit) => range(from + 1, limit),
  headline: (input, from, limit) => shapeEnds(input, from, limit, isHeadline),
  phrase: (input, from, limit) => shapeEnds(input, from, limit, isPhrase),
  prose: (input, from, limit) => shapeEnds(input, from, limit, isProse),
};

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function slice(input: TokenizedText, from: number, to: number): string {
  return input.text.slice(input.tokens[from].start, input.tokens[to - 1].end);
}

function titleEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  for (const title of input.titles) {
    const end = from + title.length;
    if (end <= limit && title.every((fold, i) => input.tokens[from + i].fold === fold)) ends.push(end);
  }
  return ends;
}

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:1[89]|20)\\d\\d';
/** `12.03.2024`, `12.3.`, `3/12/24`, `12-03-2024`, `2024-03-12`, `2024-03`. */
const NUMERIC_DATE = new RegExp(
  `^(?:${DAY}\\.${MONTH}\\.(?:\\d\\d|${YEAR})?|(?:${DAY}/${MONTH}|${MONTH}/${DAY})/(?:\\d\\d|${YEAR})|${DAY}-${MONTH}-${YEAR}|${YEAR}[-/.]${MONTH}(?:[-/.]${DAY})?)$`,
  'u',
);

/** Where a date may end: `12.03.2024`, `2024-03`, `12. März 2024`, `Montag, den 3. Mai`, `March 12th, 2024`, `12 de marzo de 2024`. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: called wherever a slot may begin; one pass over the tokens.
function dateEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  let first = from;
  let numbers = 0;
  let months = 0;
  for (let i = from; i < limit; i++) {
    const { fold, kind } = input.tokens[i];
    if (kind === 'number') numbers++;
    else if (MONTHS.has(fold)) months++;
    else if (WEEKDAYS.has(fold) && i === from) {
      // `Montag, 12.03.2024`: the date itself begins after the weekday.
      first = i + 1;
      continue;
    } else if (i === from || !(JOINERS.has(fold) || /^[.,/-]$/u.test(fold))) break;
    if (numbers > 3 || months > 1) break;
    if (numbers === 0 && months === 0) {
      first = i + 1;
      continue;
    }
    const isDate = months === 1 ? numbers >= 1 && numbers <= 2 : NUMERIC_DATE.test(slice(input, first, i + 1).replaceAll(' ', ''));
    if (isDate) ends.push(i + 1);
  }
  return ends;
}

/** Where a time may end: `17:42`, `17.42 Uhr`, `5 pm`, `17h30`. */
function timeEnds(input: TokenizedText, from: number, limit: number): number[] {
  const { fold, kind } = input.tokens[from];
  if (kind !== 'number' || !/^\d{1,2}(?:[.:]\d{2}){0,2}$/u.test(fold)) return [];
  const ends = fold.includes(':') ? [from + 1] : [];
  for (let i = from + 1; i < limit; i++) {
    const next = input.tokens[i].fold;
    // `17h30` and `17 h 30`
    const minutes = /^h\d\d$/u.test(next) || (/^[0-5]\d$/u.test(next) && input.tokens[i - 1].fold === 'h');
    if (CLOCK.has(next) || minutes || (next === 'm' && i > from + 1)) ends.push(i + 1);
    else if (next !== '.') break;
  }
  return ends;
}

/** The end of the run without white space that starts here, if it passes the test. */
function runEnds(input: TokenizedText, from: number, limit: number, passes: (run: string) => boolean): number[] {
  let end = from + 1;
  while (end < limit && input.tokens[end].start === input.tokens[end - 1].end) end++;
  // A bracket or a full stop after an address does not belong to it.
  return [end, end - 1].filter((e) => e > from && passes(slice(input, from, e)));
}

const isUrl = (run: string) => /^(?:https?:\/\/|www\.)\S+$|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/\S*)?$/iu.test(run);
const isEmail = (run: string) => /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u.test(run);
const isHandle = (run: string) => /^@\w[\w.-]*$/u.test(run);

function shapeEnds(input: TokenizedText, from: number, limit: number, has: (text: string) => boolean): number[] {
  // The shape is that of the whole rest of the text: shorter pieces of a sentence would always look like a headline.
  return limit === input.tokens.length && has(slice(input, from, limit)) ? [limit] : [];
}

/** Where a few words may end: words and numbers with no mark between them except hyphens. */
function fewEnds({ tokens }: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  for (let i = from; i < limit; i++) {
    if (tokens[i].kind !== 'mark') ends.push(i + 1);
    else if (i === from || tokens[i].fold !== '-' || tokens[i].start > tokens[i - 1].end) break;
  }
  return ends;
}

/** Where a line of a caption may end: no sentence ends inside it or with it. */
function lineEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  for (let i = from; i < limit; i++) {
    if (!/^[.!?…]$/u.test(input.tokens[i].fold)) ends.push(i + 1);
    else if (i === from || !isAbbreviated(input, i)) break;
  }
  return ends;
}

/** Whether a mark is the full stop of an abbreviation or ordinal (`Dr. Lindner`, `17. Mai`, `z. B.`), which does not end a sentence. */
function isAbbreviated({ text, tokens }: TokenizedText, at: number): boolean {
  const { start, end, kind } = tokens[at - 1];
  const isShort = kind === 'number' || (end - start <= 3 && /^\p{Lu}/u.test(text.slice(start, end)));
  return tokens[at].fold === '.' && (isShort || /^\s*\p{Ll}/u.test(text.slice(tokens[at].end, tokens[at].end + 3)));
}
