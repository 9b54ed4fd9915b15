/** Joins two lines of a paragraph: usually with a space, unless the first ends in a hyphen. */
import { classOf, UNSPACED } from '../../text/chars.js';
import words from './joining.json' with { type: 'json' };

/** Whether the document contains a word, in any case. */
export type KnownWord = (word: string) => boolean;

const SOFT_HYPHEN = '\u00ad';
const LAST_WORD = /([\p{L}\p{N}\p{M}]+)([-\u00ad‐‑–—])$/u;
const FIRST_WORD = /^[\p{L}\p{M}]+/u;
/** Words after a suspended hyphen: “Vor- und Nachteile”. */
const SUSPENDING: ReadonlySet<string> = new Set(words.suspending);

/** No word has more letters before its division; the limit keeps the match short. */
const MOST_HEAD = 60;

/** The text between two joined lines, and whether the first line loses its final hyphen. */
export interface Joint {
  readonly between: '' | ' ';
  readonly isHyphenDropped: boolean;
}

/**
 * Decides how two lines of a paragraph are joined.
 *
 * A hyphen at a line end is dropped only if the document also contains the undivided word and never the hyphenated one.
 * Otherwise it is taken for the hyphen of a compound (“Ost-West”) and kept, without a space. Before “and” and similar
 * words it is a suspended hyphen, which is followed by a space. A soft hyphen never needs a space.
 */
export function jointOf(above: string, below: string, isKnown: KnownWord): Joint {
  const [, head, hyphen] = LAST_WORD.exec(above.slice(-MOST_HEAD)) ?? [];
  const tail = FIRST_WORD.exec(below)?.[0];
  if (hyphen === undefined || tail === undefined) return { between: needsSpace(above, below) ? ' ' : '', isHyphenDropped: false };
  if (hyphen !== SOFT_HYPHEN && SUSPENDING.has(tail)) return { between: ' ', isHyphenDropped: false };
  return { between: '', isHyphenDropped: isKnown(head + tail) && !isKnown(`${head}-${tail}`) };
}

const CLOSING = /^[,.;:!?)\]…。、，；：！？）」』]/u;
const OPENING = /[([„‚（「『]$/u;

function needsSpace(above: string, below: string): boolean {
  if (CLOSING.test(below) || OPENING.test(above)) return false;
  return !(isUnspaced(above.charCodeAt(above.length - 1)) && isUnspaced(below.charCodeAt(0)));
}

/** Whether a character is not separated by spaces: a letter or a mark of a script without spaces. */
function isUnspaced(code: number): boolean {
  return classOf(code) === UNSPACED || (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff60);
}

/** Looks up words of a text, ignoring case. The words are collected on the first call. */
export function knownWords(source: string): KnownWord {
  let known: ReadonlySet<string> | undefined;
  return (word) => {
    known ??= new Set((source.match(/[\p{L}\p{N}\p{M}]+(?:[-‐‑][\p{L}\p{N}\p{M}]+)*/gu) ?? []).map((found) => found.toLowerCase()));
    return known.has(word.toLowerCase());
  };
}
