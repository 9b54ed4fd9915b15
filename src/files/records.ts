/** Records of JSON Lines to objects and back, without harm to numbers that JavaScript cannot hold. */
import { isSafeNumber, LosslessNumber, parse, stringify } from 'lossless-json';

/** A double holds any number of 15 digits; with the point that is as many characters as may stand in a row. */
const EXACT = 16;

/** Thrown for a line that is no JSON; the message says what is wrong and at which column. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/**
 * Parses a line of JSON. Integers that a number cannot hold become `bigint`, other such numbers an object that
 * `stringifyRecord` writes as it was read.
 * @throws JsonError
 */
export function parseJson(line: string): unknown {
  try {
    // Texts are full of digits, and the exact parser reads them a character at a time: they are left out before it is asked.
    return holdsLongNumber(line) && holdsLongNumber(withoutStrings(line)) ? parseExactly(line) : JSON.parse(line);
  } catch {
    throw new JsonError(reasonOf(line));
  }
}

/**
 * Writes a record as JSON, its fields in their order. It may hold `bigint`s and what `parseJson` has read.
 * @param indent 0 for one line
 */
export function stringifyRecord(record: Readonly<Record<string, unknown>>, indent = 0): string {
  try {
    return JSON.stringify(record, null, indent);
  } catch (error) {
    // It throws at `bigint`s and, by `refuse`, at exact numbers; anything else throws again.
    if (!(error instanceof TypeError)) throw error;
    return stringify(record, null, indent) as string;
  }
}

/** A record as one line of JSON; undefined for one that is nested more deeply than can be written. */
export function jsonOf(record: Readonly<Record<string, unknown>>): string | undefined {
  try {
    return stringifyRecord(record);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Whether more than `EXACT` digits and points stand in a row. Of such a row one of the places that are looked at is part, and the others cost nothing.
 */
function holdsLongNumber(line: string): boolean {
  for (let i = EXACT; i < line.length; i += EXACT) {
    if (!isNumeric(line.charCodeAt(i))) continue;
    let start = i;
    while (start > 0 && isNumeric(line.charCodeAt(start - 1))) start--;
    let end = i + 1;
    while (end < line.length && isNumeric(line.charCodeAt(end))) end++;
    if (end - start > EXACT || (end - start === EXACT && !line.slice(start, end).includes('.'))) return true;
    i = end;
  }
  return false;
}

/** JSON with its strings emptied. */
function withoutStrings(line: string): string {
  let rest = '';
  let at = 0;
  for (let open = line.indexOf('"'); open >= 0; open = line.indexOf('"', at)) {
    rest += line.slice(at, open);
    let close = line.indexOf('"', open + 1);
    while (close >= 0 && isEscaped(line, close)) close = line.indexOf('"', close + 1);
    if (close < 0) return rest;
    at = close + 1;
  }
  return rest + line.slice(at);
}

/** Whether an odd number of backslashes stands before a character. */
function isEscaped(line: string, at: number): boolean {
  let start = at;
  while (line.charCodeAt(start - 1) === 92) start--;
  return (at - start) % 2 === 1;
}

/** A digit or a point. */
function isNumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

function parseExactly(line: string): unknown {
  // What names a field twice means the last, as for `JSON.parse`.
  return parse(line, null, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue });
}

function exactNumber(text: string): unknown {
  if (/^-?\d+$/u.test(text)) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : BigInt(text);
  }
  if (isSafeNumber(text)) return Number(text);
  return Object.defineProperty(new LosslessNumber(text), 'toJSON', { value: refuse });
}

/** So that `JSON.stringify`, which would write the object, fails. */
function refuse(): never {
  throw new TypeError('a number that JSON.stringify cannot write');
}

/** What is wrong with a line: V8 tells the place of some mistakes only, this parser of all. */
function reasonOf(line: string): string {
  try {
    parseExactly(line);
  } catch (error) {
    if (error instanceof RangeError) return 'not usable: it is nested too deeply';
    const message = (error as Error).message.replace(/ at position (\d+)$/u, (_, at: string) => ` at column ${Number(at) + 1}`);
    return `not valid JSON: ${message}`;
  }
  return 'not valid JSON';
}
