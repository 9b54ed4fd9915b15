/** The shape of a block's text, whatever its language: does it read like prose, like a headline, like neither? */

import { classOf, DIGIT, LETTER, LOWER, SPACE, UPPER } from './chars.js';

/** Ends a sentence, closing quotes and brackets behind it included; a reference mark like [1] may follow. */
const SENTENCE_END = /[.!?…。！？؟।][\s"'„“”»«›‹’)\]}*]*(?:\[\d+\][\s"'“”»)]*)*$/u;
const STRONG_END = /[.。।][\s"'„“”»«›‹’)\]}*]*(?:\[\d+\])*$/u;
const STARTS_HEADLINE = /^[\s"'„“”»«›‹‚‘’([+#¿¡-]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** A headline has no more words than this; longer lines without a full stop are neither. */
const HEADLINE_WORDS = 24;
/** Prose has at least this many words; a shorter sentence may be a label. */
const PROSE_WORDS = 8;
/** A sentence has at least this many words; what is shorter is a label, whatever mark ends it. */
const SENTENCE_WORDS = 3;
/** So many words are prose even where the last full stop is missing, provided that one stands inside. */
const LONG_WORDS = 30;

/** Words of a text; scripts without spaces count two characters a word. */
export function countWords(text: string): number {
  let words = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const space = text.charCodeAt(i) <= 32;
    if (!space && !inWord) words++;
    inWord = !space;
  }
  if (text.length > words * 12) {
    const unspaced = text.match(UNSPACED)?.length ?? 0;
    if (unspaced > text.length / 4) words += Math.round(unspaced / 2);
  }
  return words;
}

/** Whether the text ends as a sentence does. */
export function endsSentence(text: string): boolean {
  return !endsInWord(text) && SENTENCE_END.test(text.length > 200 ? text.slice(-200) : text);
}

/** Whether a word or a number stands at the very end: that is cheap to see, and no sentence ends so. */
function endsInWord(text: string): boolean {
  const kind = text === '' ? SPACE : classOf(text.charCodeAt(text.length - 1));
  return kind === LOWER || kind === UPPER || kind === LETTER || kind === DIGIT;
}

/** Whether the text reads like prose: whole sentences of some length. */
export function isProse(text: string): boolean {
  const words = countWords(text);
  if (words < PROSE_WORDS) return false;
  if (endsSentence(text)) return true;
  return words >= LONG_WORDS && /[.!?。！？;,]\s|[。，！？]/u.test(text);
}

/** Whether the text is a whole sentence, however short. Three dots end none: they lead on to somewhere else. */
export function isSentence(text: string): boolean {
  return endsSentence(text) && !/(?:…|\.\.\.)$/u.test(text) && countWords(text) >= SENTENCE_WORDS;
}

/** Whether the text has a headline's shape: short, begun with a capital or a digit, and not ended by a full stop. */
export function isHeadline(text: string): boolean {
  return (
    text.length >= 3 &&
    text.length < 240 &&
    STARTS_HEADLINE.test(text) &&
    (endsInWord(text) || !(STRONG_END.test(text) || text.endsWith(',') || text.endsWith(';'))) &&
    countWords(text) <= HEADLINE_WORDS
  );
}

/** Whether the text is a phrase: short, and not closed as a sentence is. */
export function isPhrase(text: string): boolean {
  return text.length < 240 && !endsSentence(text) && countWords(text) <= HEADLINE_WORDS;
}
