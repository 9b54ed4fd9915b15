/** The shapes of a text as bits, tested once for each block. */
import { endsSentence, isHeadline, isPhrase, isProse, isSentence } from '../../text/shape.js';

/** Ends like a sentence (`endsSentence`). */
export const ENDS_SENTENCE = 1;
export const PROSE = 2;
/** A complete sentence, however short. */
export const SENTENCE = 4;
export const HEADLINE = 8;
/** Short, and does not end like a sentence. */
export const PHRASE = 16;

/** The bits of a text. @param words as `countWords` counts them */
export function shapesOf(text: string, words: number): number {
  if (text === '') return 0;
  const isEnded = endsSentence(text);
  const known = { words, isEnded };
  return (
    (isEnded ? ENDS_SENTENCE : 0) |
    (isProse(text, known) ? PROSE : 0) |
    (isSentence(text, known) ? SENTENCE : 0) |
    (isHeadline(text, known) ? HEADLINE : 0) |
    (isPhrase(text, known) ? PHRASE : 0)
  );
}
