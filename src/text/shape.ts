/** Classifies a text by its shape, in any language: prose, a headline, or neither. */

import { classOf, DIGIT, LETTER, LOWER, SPACE, UPPER } from './chars.js';

/** The end of a sentence with any closing quotes and brackets. A reference mark such as [1] may follow. */
const SENTENCE_END = /[.!?…。！？؟।][\s"'„“”»«›‹’)\]}*]*(?:\[\d+\][\s"'“”»)]*)*$/u;
const STRONG_END = /[.。।][\s"'„“”»«›‹’)\]}*]*(?:\[\d+\])*$/u;
const STARTS_HEADLINE = /^[\s"'„“”»«›‹‚‘’([+#¿¡-]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** Headlines have at most this many words. Longer lines without a full stop are neither headlines nor prose. */
const HEADLINE_WORDS = 24;
/** Prose has at least this many words; a shorter sentence may be a label. */
const PROSE_WORDS = 8;
/** Sentences have at least this many words; anything shorter is a label, whatever its final mark. */
const SENTENCE_WORDS = 3;
/** Texts with at least this many words are prose even without a final full stop, if they contain one elsewhere. */
const LONG_WORDS = 30;

/** Counts the words of a text. In scripts without spaces two characters count as one word. */
export function countWords(text: string): number {
  let runs = 0;
  let inRun = false;
  for (let i = 0; i < text.length; i++) {
    const space = text.charCodeAt(i) <= 32;
    if (!space && !inRun) runs++;
    inRun = !space;
  }
  return wordsIn(text, runs);
}

/** Like `countWords`. @param runs the number of runs of characters between spaces */
export function wordsIn(text: string, runs: number): number {
  if (text.length <= runs * 12) return runs;
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  return unspaced > text.length / 4 ? runs + Math.round(unspaced / 2) : runs;
}

/** Whether a text ends like a sentence. */
export function endsSentence(text: string): boolean {
  return !endsInWord(text) && SENTENCE_END.test(text.length > 200 ? text.slice(-200) : text);
}

/** Whether the last character is a letter or a digit. This is cheap to check, and rules out most texts that do not end a sentence. */
function endsInWord(text: string): boolean {
  const kind = text === '' ? SPACE : classOf(text.charCodeAt(text.length - 1));
  return kind === LOWER || kind === UPPER || kind === LETTER || kind === DIGIT;
}

/** What is known of a text already, so that it is not counted and tested again. */
export interface Known {
  /** `countWords` of the text. */
  readonly words?: number;
  /** `endsSentence` of the text. */
  readonly isEnded?: boolean;
}

/** Whether a text reads like prose: whole sentences of some length. */
export function isProse(text: string, known?: Known): boolean {
  const words = known?.words ?? countWords(text);
  if (words < PROSE_WORDS) return false;
  if (known?.isEnded ?? endsSentence(text)) return true;
  return words >= LONG_WORDS && /[.!?。！？;,]\s|[。，！？]/u.test(text);
}

/** Whether a text is a complete sentence, however short. An ellipsis does not end one: it leads to another page. */
export function isSentence(text: string, known?: Known): boolean {
  return (known?.isEnded ?? endsSentence(text)) && !/(?:…|\.\.\.)$/u.test(text) && (known?.words ?? countWords(text)) >= SENTENCE_WORDS;
}

/** Whether a text looks like a headline: short, beginning with a capital or a digit, and without a full stop at the end. */
export function isHeadline(text: string, known?: Known): boolean {
  return (
    text.length >= 3 &&
    text.length < 240 &&
    (endsInWord(text) || !(STRONG_END.test(text) || text.endsWith(',') || text.endsWith(';'))) &&
    STARTS_HEADLINE.test(text) &&
    (known?.words ?? countWords(text)) <= HEADLINE_WORDS
  );
}

/** Whether a text is short and does not end like a sentence. */
export function isPhrase(text: string, known?: Known): boolean {
  return text.length < 240 && !(known?.isEnded ?? endsSentence(text)) && (known?.words ?? countWords(text)) <= HEADLINE_WORDS;
}
