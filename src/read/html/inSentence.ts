/**
 * Distinguishes inline elements from blocks: a button that explains a word belongs to its sentence, whereas adjacent custom
 * elements are paragraphs.
 */
import { countWords, endsSentence } from '../../text/shape.js';
import { decodeReferences } from './entities.js';
import type { Markup } from './markup.js';

/** How many characters after a button's start tag are searched for its end and the text after it. */
const REACH = 300;

/** With at least this many words next to a button, they may be a sentence; fewer are its label. */
const SENTENCE_WORDS = 4;

/** Inline tags and comments, which may occur inside a button, and between it and the text after it. */
const INLINE =
  /<(?:\/?(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|img|kbd|label|mark|q|s|small|span|strong|sub|sup|u|var|wbr)(?:\s[^<>]*|\/)?>|!--(?:[^-]|-(?!->))*-->)/giu;

const BUTTON_END = /<\/button\s*>/iu;

/** Elements whose whole content may be a button: questions that reveal their answers, column headings that sort. */
const WHOLE: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6 dt th summary'.split(' '));

/**
 * Whether a button is part of the surrounding sentence.
 * @param before the text before it in the same block, or the end of that text
 * @param end offset just past its start tag
 * @param parent the tag of the element that contains it
 */
export function isInSentence(markup: Markup, before: string, end: number, parent: string | undefined): boolean {
  const ahead = markup.slice(end, Math.min(markup.length, end + REACH));
  const close = BUTTON_END.exec(ahead);
  if (close === null) return false;
  const label = ahead.slice(0, close.index).replace(INLINE, '');
  if (label.includes('<') || label.trim() === '') return false;
  const rest = ahead.slice(close.index + close[0].length).replace(INLINE, '');
  const tag = rest.indexOf('<');
  const after = decodeReferences(tag < 0 ? rest : rest.slice(0, tag), 'text').trim();
  const preceding = before.trim();
  if (preceding === '' && after === '') return parent !== undefined && WHOLE.has(parent) && rest.trimStart().startsWith(`</${parent}`);
  if (after === '' || countWords(preceding) + countWords(after) < SENTENCE_WORDS) return false;
  return /^[\p{Ll}.,;:!?)”“»…]/u.test(after) || (preceding !== '' && !endsSentence(preceding));
}

/** A custom element with fewer characters may be a word of a sentence, even if another one of its kind follows immediately. */
const WORD_CHARACTERS = 15;

/** Space between two elements, and the name of the second, are searched for this far. */
const SPACE_REACH = 200;
const NAME_REACH = 100;

const CUSTOM = /^\s{0,200}<([a-z]+-[^\s/>]*)/iu;

/**
 * Whether a custom element ends a paragraph. It is inline unless its style sheet says otherwise, and style sheets are not
 * available; but several in a row, with nothing between, do not form a sentence.
 * @param end offset just past its end tag
 * @param ink the number of its visible characters
 */
export function endsParagraph(markup: Markup, tag: string, end: number, ink: number): boolean {
  if (ink === 0) return false;
  const next = CUSTOM.exec(markup.slice(end, Math.min(markup.length, end + SPACE_REACH + NAME_REACH + tag.length)))?.[1].toLowerCase();
  return next !== undefined && (next !== tag || ink >= WORD_CHARACTERS);
}
