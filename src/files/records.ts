/** Parses and writes records of JSON Lines, preserving numbers that JavaScript cannot represent. */
import { isSafeNumber, LosslessNumber, parse, stringify } from 'lossless-json';

/** A double represents any number of 15 digits, which are 16 characters with the decimal point. */
const EXACT = 16;

/** Thrown for invalid JSON; the message says what is wrong and in which column. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/**
 * Parses a line of JSON. Integers beyond the exact range of a number become `bigint`, other inexact numbers an object
 * that `stringifyRecord` writes unchanged.
 * @throws JsonError
 */
export function parseJson(line: string): unknown {
  try {
    // The exact parser is slow. Strings may contain long numbers too, so a line is checked again without its strings.
    return holdsLongNumber(line) && holdsLongNumber(withoutStrings(line)) ? parseExactly(line) : JSON.parse(line);
  } catch {
    throw new JsonError(reasonOf(line));
  }
}

/**
 * Writes a record as JSON, with its fields in order. Values may be `bigint`s and anything that `parseJson` returns.
 * @param indent 0 for one line
 */
export function stringifyRecord(record: Readonly<Record<string, unknown>>, indent = 0): string {
  try {
    return JSON.stringify(record, null, indent);
  } catch (error) {
    // It throws for `bigint`s and, through `refuse`, for exact numbers; the other writer can handle both.
    if (!(error instanceof TypeError)) throw error;
    return stringify(record, null, indent) as string;
  }
}

/** A record as one line of JSON; undefined if it is nested too deeply to be written. */
export function jsonOf(record: Readonly<Record<string, unknown>>): string | undefined {
  try {
    return stringifyRecord(record);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Whether a line contains a number that may be inexact. A run of `EXACT` digits includes a position divisible by `EXACT`,
 * so that only these positions need checking.
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

/** Whether the character follows an odd number of backslashes. */
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
  // As in `JSON.parse`, the last of several fields with the same name wins.
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

/** Makes `JSON.stringify` fail, which would write the object instead of the number. */
function refuse(): never {
  throw new TypeError('a number that JSON.stringify cannot write');
}

/** What is wrong with a line. V8 reports the position of some errors only, the exact parser of all. */
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
