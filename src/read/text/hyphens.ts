/** What stands between two lines of one paragraph: a space mostly, and what becomes of a hyphen at the end of the first. */
import { classOf, UNSPACED } from '../../text/chars.js';
import words from './joining.json' with { type: 'json' };

/** Words of a document, for those that ask whether it writes one elsewhere. */
export type KnownWord = (word: string) => boolean;

const SOFT_HYPHEN = '\u00ad';
const LAST_WORD = /([\p{L}\p{N}\p{M}]+)([-\u00ad‐‑–—])$/u;
const FIRST_WORD = /^[\p{L}\p{M}]+/u;
/** Words behind which a hyphen is that of a compound cut short: “Vor- und Nachteile”. */
const SUSPENDING: ReadonlySet<string> = new Set(words.suspending);

/** No word that a line end divides has more letters before it. */
const MOST_HEAD = 60;

/** What stands between two lines in the paragraph's text, and whether the first loses its last character there. */
export interface Joint {
  readonly between: '' | ' ';
  readonly isHyphenDropped: boolean;
}

/**
 * How two lines of a paragraph join, as a reader reads them.
 *
 * A hyphen that divides a word goes only where the document writes the word in one elsewhere, and never with its
 * hyphen; else it stays, as that of a compound (“Ost-West”), without a space. Before “and” and its like it is that of
 * a compound cut short, and the space stays. A soft hyphen needs no space in any case.
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

/** Whether no space stands beside a character: of a script without spaces, or one of its marks. */
function isUnspaced(code: number): boolean {
  return classOf(code) === UNSPACED || (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff60);
}

/** Asks for words of a text, whatever their case; the text is looked through when somebody asks first. */
export function knownWords(source: string): KnownWord {
  let known: ReadonlySet<string> | undefined;
  return (word) => {
    known ??= new Set((source.match(/[\p{L}\p{N}\p{M}]+(?:[-‐‑][\p{L}\p{N}\p{M}]+)*/gu) ?? []).map((found) => found.toLowerCase()));
    return known.has(word.toLowerCase());
  };
}
