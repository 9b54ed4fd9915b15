/** Writes YAML in flow style, its items filled into lines as words are in prose, which the library cannot do. */

/** Lines are at most this long, unless one item is longer. */
export const WIDTH = 120;
/** Values within others are not cut if they are at most this long. */
const UNCUT = 40;

/** YAML's parsers need not look further than 1,024 characters for the colon after a key. */
const LONGEST_KEY = 1000;

/** Whether a text may be a key. */
export function canBeKey(text: string): boolean {
  return text.length <= LONGEST_KEY && (text.length * 6 <= LONGEST_KEY || flowText(text).length <= LONGEST_KEY);
}

/**
 * A value in flow style, cut where a line may end.
 *
 * `{ share: { Teilen: 48, Drucken: 12 } }` is cut into `{ share: { Teilen: 48,` and `Drucken: 12 } }`.
 * @param value plain data; a `Map` is written like an object, its keys in any order
 */
export function flowPieces(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [scalar(value)];
  const isList = Array.isArray(value);
  const entries: readonly (readonly [string, unknown])[] = value instanceof Map ? [...value] : Object.entries(value);
  const items = entries.flatMap(([key, item]) => {
    if (item === undefined) return [];
    const [first, ...others] = item === null && !isList ? [''] : together(flowPieces(item));
    return [[isList ? first : `${flowText(key)}${first === '' ? '' : `: ${first}`}`, ...others]];
  });
  if (items.length === 0) return [isList ? '[]' : '{}'];
  const pieces = items.flatMap((item, i) => (i < items.length - 1 ? withEnd(item, ',') : item));
  const [open, close] = isList ? ['[', ']'] : ['{ ', ' }'];
  return withEnd([open + pieces[0], ...pieces.slice(1)], close);
}

/** A short value is easier to read if it is not cut. */
function together(pieces: readonly string[]): readonly string[] {
  const whole = pieces.join(' ');
  return whole.length <= UNCUT ? [whole] : pieces;
}

function withEnd(pieces: readonly string[], end: string): string[] {
  return [...pieces.slice(0, -1), pieces[pieces.length - 1] + end];
}

/**
 * Fills pieces into lines.
 * @param begin what precedes them in the first line
 * @param indent what precedes them in the others
 */
export function fill(pieces: readonly string[], begin: string, indent: string, width = WIDTH): string {
  const lines: string[] = [];
  let line = begin + pieces[0];
  for (const piece of pieces.slice(1)) {
    if (line.length + 1 + piece.length <= width) line += ` ${piece}`;
    else {
      lines.push(line);
      line = indent + piece;
    }
  }
  return [...lines, line].join('\n');
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? flowText(value) : Object.is(value, -0) ? '-0' : String(value);
}

/** Words that YAML reads as something else. */
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n|~|=|<<)$/iu;
/** May be a number. */
const NUMBER = /^[-+]?\.?\d[\d_.]*(?:[eE][-+]?\d+)?$|^0[ox][\da-fA-F]+$/u;
/** Cannot begin a plain scalar, or would only before a certain character. */
const INDICATOR = /^[-?:,[\]{}#&*!|>'"%@`.]/u;
/** Ends a plain scalar, or does within brackets. */
const MARK = /: |:$| #/u;
const BRACKET_MARK = /[,[\]{}]/u;
/** Invisible, so that people would overlook it, except for the joiners of scripts and emoji. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE.source, 'gu');

/** A text as a key or a value within brackets, quoted only if it has to be. */
export function flowText(text: string): string {
  return isPlain(text) && !BRACKET_MARK.test(text) ? text : quoted(text);
}

/** A text as a key outside brackets. */
export function blockKey(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

function isPlain(text: string): boolean {
  const isOdd = text === '' || text.trim() !== text || INDICATOR.test(text) || MARK.test(text) || RESERVED.test(text);
  return !isOdd && !NUMBER.test(text) && !INVISIBLE.test(text);
}

function quoted(text: string): string {
  if (INVISIBLE.test(text)) return JSON.stringify(text).replaceAll(ALL_INVISIBLE, escaped);
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
