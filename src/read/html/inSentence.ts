/** What stands in a sentence: a button that explains a word of it is its text, custom elements one after the other are paragraphs. */
import { countWords, endsSentence } from '../../text/shape.js';
import { decodeEntities } from './entities.js';

/** How much of the markup behind a button's start tag is looked at. */
const REACH = 300;

/** So many words beside a button may be a sentence; fewer are its label. */
const SENTENCE_WORDS = 4;

/** Tags in the line, and comments: what may stand in a button, or between it and the text behind it. */
const INLINE =
  /<(?:\/?(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|img|kbd|label|mark|q|s|small|span|strong|sub|sup|u|var|wbr)(?:\s[^<>]*|\/)?>|!--(?:[^-]|-(?!->))*-->)/giu;

const BUTTON_END = /<\/button\s*>/iu;

/** Elements that a button may be the whole of: questions that open their answers, heads of columns that sort them. */
const WHOLE: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6 dt th summary'.split(' '));

/**
 * Whether a button is text of the sentence around it.
 * @param before what stands before it in the line, or the end of that
 * @param end the offset behind its start tag
 * @param parent the tag of the element that it stands in
 */
export function isInSentence(source: string, before: string, end: number, parent: string | undefined): boolean {
  const ahead = source.slice(end, end + REACH);
  const close = BUTTON_END.exec(ahead);
  if (close === null) return false;
  const label = ahead.slice(0, close.index).replace(INLINE, '');
  if (label.includes('<') || label.trim() === '') return false;
  const behind = ahead.slice(close.index + close[0].length).replace(INLINE, '');
  const tag = behind.indexOf('<');
  const after = decodeEntities(behind, 0, tag < 0 ? behind.length : tag, 'text').trim();
  const said = before.trim();
  if (said === '' && after === '') return parent !== undefined && WHOLE.has(parent) && behind.trimStart().startsWith(`</${parent}`);
  if (after === '' || countWords(said) + countWords(after) < SENTENCE_WORDS) return false;
  return /^[\p{Ll}.,;:!?)”“»…]/u.test(after) || (said !== '' && !endsSentence(said));
}

/** A custom element with fewer characters may be a word of a sentence, even where another one like it follows at once. */
const WORD_CHARACTERS = 15;

const CUSTOM = /\s{0,200}<([a-z]+-[^\s/>]*)/iuy;

/**
 * Whether a custom element ends a paragraph: browsers put it into the line unless its style says otherwise, which is not
 * at hand, but text after text in elements of their own is no sentence.
 * @param end the offset behind its end tag
 * @param ink how many characters it shows
 */
export function endsParagraph(source: string, tag: string, end: number, ink: number): boolean {
  if (ink === 0) return false;
  CUSTOM.lastIndex = end;
  const next = CUSTOM.exec(source)?.[1].toLowerCase();
  return next !== undefined && (next !== tag || ink >= WORD_CHARACTERS);
}
