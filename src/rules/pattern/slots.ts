/** Typed slots: which runs of tokens a `{name}` or a `{date}` matches. Each examines a limited number of tokens. */

import { HEADLINE, PHRASE, PROSE } from '../../read/table/shapes.js';
import calendar from '../../text/calendar.json' with { type: 'json' };
import { FoldedWords } from '../../text/foldedWords.js';
import { MARK, NUMBER } from '../../text/scan/tokenColumns.js';
import { isHeadline, isPhrase, isProse } from '../../text/shape.js';
import { HYPHEN, marksOf, STOP } from './marks.js';
import { agencyEnds, creditEnds, initialsEnds, nameEnds, signatureEnds } from './nameSlots.js';
import type { Shape, Title, TokenizedText } from './tokenizedBlock.js';

export const SLOT_NAMES = [
  'title',
  'name',
  'initials',
  'signature',
  'agency',
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
  agency: 9,
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

const lower = (lists: Record<string, string[]>) =>
  new FoldedWords(Object.values(lists).flatMap((words) => words.map((w) => w.toLowerCase())));
const MONTHS = lower(calendar.months);
const WEEKDAYS = lower(calendar.weekdays);
const CLOCK = new FoldedWords(calendar.clock);
const JOINERS = new FoldedWords(calendar.joiners);
/** Marks inside a date. */
const DATE_MARKS = marksOf('.,/-');
/** Marks that end a sentence. */
const FINAL_MARKS = marksOf('.!?…');

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
export function mayBegin(slot: SlotName, tokens: TokenizedText, at: number): boolean {
  if (slot === 'num' || slot === 'time') return tokens.kind(at) === NUMBER;
  if (slot === 'date') return tokens.kind(at) === NUMBER || MONTHS.has(tokens, at) || WEEKDAYS.has(tokens, at);
  return true;
}

/** Slots for a whole text of some shape. */
export const SHAPES = {
  headline: { bit: HEADLINE, test: (text) => isHeadline(text) },
  phrase: { bit: PHRASE, test: (text) => isPhrase(text) },
  prose: { bit: PROSE, test: (text) => isProse(text) },
} as const satisfies Partial<Record<SlotName, Shape>>;

export type ShapeSlot = keyof typeof SHAPES;

type Ends = (input: TokenizedText, from: number, limit: number) => number[];

const ENDS: Readonly<Record<SlotName, Ends>> = {
  title: titleEnds,
  name: nameEnds,
  initials: initialsEnds,
  signature: signatureEnds,
  agency: agencyEnds,
  credit: creditEnds,
  num: (input, from) => (input.kind(from) === NUMBER ? [from + 1] : []),
  date: dateEnds,
  time: timeEnds,
  url: (input, from, limit) => runEnds(input, from, limit, isUrl),
  email: (input, from, limit) => runEnds(input, from, limit, isEmail),
  handle: (input, from, limit) => runEnds(input, from, limit, isHandle),
  few: fewEnds,
  line: lineEnds,
  any: (_input, from, limit) => range(from + 1, limit),
  headline: (input, from, limit) => shapeEnds(input, from, limit, SHAPES.headline),
  phrase: (input, from, limit) => shapeEnds(input, from, limit, SHAPES.phrase),
  prose: (input, from, limit) => shapeEnds(input, from, limit, SHAPES.prose),
};

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function titleEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  for (const title of input.titles) {
    const end = from + title.folds.length;
    if (end <= limit && isTitleAt(input, from, title)) ends.push(end);
  }
  return ends;
}

function isTitleAt(input: TokenizedText, from: number, { folds, hashes }: Title): boolean {
  for (let i = 0; i < folds.length; i++) if (!input.is(from + i, hashes[i], folds[i])) return false;
  return true;
}

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:1[89]|20)\\d\\d';
/** `12.03.2024`, `12.3.`, `3/12/24`, `12-03-2024`, `2024-03-12`, `2024-03`, `2024年3月12日`. */
const NUMERIC_DATE = new RegExp(
  `^(?:${DAY}\\.${MONTH}\\.(?:\\d\\d|${YEAR})?|(?:${DAY}/${MONTH}|${MONTH}/${DAY})/(?:\\d\\d|${YEAR})|${DAY}-${MONTH}-${YEAR}|${YEAR}[-/.]${MONTH}(?:[-/.]${DAY})?|${YEAR}年${MONTH}月(?:${DAY}日)?)$`,
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
    if (input.kind(i) === NUMBER) numbers++;
    else if (MONTHS.has(input, i)) months++;
    else if (i === from && WEEKDAYS.has(input, i)) {
      // `Montag, 12.03.2024`: the date itself begins after the weekday.
      first = i + 1;
      continue;
    } else if (i === from || !(DATE_MARKS.has(input.mark(i)) || JOINERS.has(input, i))) break;
    if (numbers > 3 || months > 1) break;
    if (numbers === 0 && months === 0) {
      first = i + 1;
      continue;
    }
    const isDate = months === 1 ? numbers >= 1 && numbers <= 2 : NUMERIC_DATE.test(input.slice(first, i + 1).replaceAll(' ', ''));
    if (isDate) ends.push(i + 1);
  }
  return ends;
}

/** Where a time may end: `17:42`, `17.42 Uhr`, `5 pm`, `17h30`. */
function timeEnds(input: TokenizedText, from: number, limit: number): number[] {
  if (input.kind(from) !== NUMBER) return [];
  const fold = input.fold(from);
  if (!/^\d{1,2}(?:[.:]\d{2}){0,2}$/u.test(fold)) return [];
  const ends = fold.includes(':') ? [from + 1] : [];
  for (let i = from + 1; i < limit; i++) {
    const next = input.fold(i);
    // `17h30` and `17 h 30`
    const minutes = /^h\d\d$/u.test(next) || (/^[0-5]\d$/u.test(next) && input.fold(i - 1) === 'h');
    if (CLOCK.has(input, i) || minutes || (next === 'm' && i > from + 1)) ends.push(i + 1);
    else if (next !== '.') break;
  }
  return ends;
}

/** The end of the run without white space that starts here, if it passes the test. */
function runEnds(input: TokenizedText, from: number, limit: number, passes: (run: string) => boolean): number[] {
  let end = from + 1;
  while (end < limit && input.start(end) === input.end(end - 1)) end++;
  // A bracket or a full stop after an address does not belong to it.
  return [end, end - 1].filter((e) => e > from && passes(input.slice(from, e)));
}

const isUrl = (run: string) => /^(?:https?:\/\/|www\.)\S+$|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/\S*)?$/iu.test(run);
const isEmail = (run: string) => /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u.test(run);
const isHandle = (run: string) => /^@\w[\w.-]*$/u.test(run);

function shapeEnds(input: TokenizedText, from: number, limit: number, shape: Shape): number[] {
  // The shape is that of the whole rest of the text: shorter pieces of a sentence would always look like a headline.
  return limit === input.count && input.hasShape(from, shape) ? [limit] : [];
}

/** Where a few words may end: words and numbers with no mark between them except hyphens. */
function fewEnds(tokens: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  for (let i = from; i < limit; i++) {
    if (tokens.kind(i) !== MARK) ends.push(i + 1);
    else if (i === from || tokens.mark(i) !== HYPHEN || tokens.start(i) > tokens.end(i - 1)) break;
  }
  return ends;
}

/** Where a line of a caption may end: no sentence ends inside it or with it. */
function lineEnds(input: TokenizedText, from: number, limit: number): number[] {
  const ends: number[] = [];
  for (let i = from; i < limit; i++) {
    if (!FINAL_MARKS.has(input.mark(i))) ends.push(i + 1);
    else if (i === from || !isAbbreviated(input, i)) break;
  }
  return ends;
}

/** Whether a mark is the full stop of an abbreviation or ordinal (`Dr. Lindner`, `17. Mai`, `z. B.`), which does not end a sentence. */
function isAbbreviated(input: TokenizedText, at: number): boolean {
  const { text } = input;
  const isShort = input.kind(at - 1) === NUMBER || (input.end(at - 1) - input.start(at - 1) <= 3 && /^\p{Lu}/u.test(input.raw(at - 1)));
  return input.mark(at) === STOP && (isShort || /^\s*\p{Ll}/u.test(text.slice(input.end(at), input.end(at) + 3)));
}
