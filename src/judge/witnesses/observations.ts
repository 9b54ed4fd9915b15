/**
 * Everything that witnesses other than rules may say of a block, as bits of one number. Deciding needs no more than
 * these; their reasons, in the order of the bits, are made when somebody asks for them.
 */
import type { Reason } from '../../model/verdict.js';
import { observed } from '../reason.js';
import { BY_ELEMENT, BY_MODEL, BY_PLACE, BY_WORDS } from './kinds.js';

/** Against a block. */
export const OUTSIDE_VOTE = 1 << 0;
export const LEAD = 1 << 1;
export const FURNITURE = 1 << 2;
export const AUTHOR = 1 << 3;
export const AUTHOR_NOTE = 1 << 4;
export const ABOVE = 1 << 5;
export const BELOW = 1 << 6;
export const LINK = 1 << 7;
export const NAMED_ELEMENT = 1 << 8;
export const REPEATED = 1 << 9;
export const ECHO = 1 << 10;
export const BEYOND = 1 << 11;
export const BELOW_LABEL = 1 << 12;
export const THREAD = 1 << 13;
export const OPENED = 1 << 14;
export const CAPTION = 1 << 15;
export const CREDITED = 1 << 16;
export const SEPARATED = 1 << 17;
export const INTERRUPTING = 1 << 18;
export const BOXED = 1 << 19;
/** For a block. */
export const TOPIC = 1 << 20;
export const SUBJECT = 1 << 21;
export const HEADING = 1 << 22;
export const OWN_LEAD = 1 << 23;
export const ARTICLE = 1 << 24;
export const BETWEEN = 1 << 25;
export const AMONG = 1 << 26;
export const CLOSING = 1 << 27;
export const DECLARED = 1 << 28;
/** Said last, of what people want to keep: it decides alone. */
export const SPARED = 1 << 29;

const AGAINST = TOPIC - 1;

/** The part of what is said that speaks against a block. */
export function against(said: number): number {
  return said & AGAINST;
}

/** The part of what is said that speaks for a block. */
export function inFavor(said: number): number {
  return said & ~AGAINST;
}

/** The kinds of witnesses that make some observations. */
export function kindsOf(said: number): number {
  return (
    ((said & (OUTSIDE_VOTE | LEAD | FURNITURE | BEYOND | ARTICLE)) === 0 ? 0 : BY_MODEL) |
    ((said & (AUTHOR | AUTHOR_NOTE | REPEATED | ECHO | CREDITED | TOPIC | SUBJECT | HEADING | OWN_LEAD)) === 0 ? 0 : BY_WORDS) |
    ((said & (ABOVE | BELOW | BELOW_LABEL | THREAD | INTERRUPTING | CAPTION | BETWEEN | AMONG | CLOSING)) === 0 ? 0 : BY_PLACE) |
    ((said & (LINK | NAMED_ELEMENT | OPENED | SEPARATED | BOXED | DECLARED)) === 0 ? 0 : BY_ELEMENT)
  );
}

/** The observations that say the same of every block, and how. The others depend on the block. */
const REASONS: ReadonlyMap<number, Reason> = new Map([
  [
    OUTSIDE_VOTE,
    {
      witness: 'model',
      model: 'readability',
      category: 'other',
      confidence: 0.8,
      message: 'is outside what Readability takes for the article',
    },
  ],
  [LEAD, observed('model', 'is the lead of a headline that reads like furniture', { category: 'teaser', confidence: 0.8 })],
  [
    BEYOND,
    observed('model', 'is among what reads much less like the article than what is above', { category: 'comments', confidence: 0.8 }),
  ],
  [BELOW_LABEL, observed('place', 'is below the label of the comments', { category: 'comments', confidence: 0.6 })],
  [THREAD, observed('place', 'is in a thread of comments below the article', { category: 'comments', confidence: 0.8 })],
  [OPENED, observed('element', 'is in an element that a label of comments opens', { category: 'comments', confidence: 0.8 })],
  [SEPARATED, observed('element', 'is among lines that come again with every comment', { category: 'comments', confidence: 0.8 })],
  [INTERRUPTING, observed('place', 'is among what interrupts the article', { confidence: 0.8 })],
  [BOXED, observed('element', 'is in a box that offers something else', { confidence: 0.8 })],
  [CAPTION, observed('place', 'is what a figure says of its picture', { category: 'caption', confidence: 0.8 })],
  [CREDITED, observed('words', 'ends with the credit of a picture', { category: 'caption', confidence: 0.9 })],
  [AUTHOR, observed('words', 'is the name of the author', { category: 'byline', confidence: 0.8 })],
  [AUTHOR_NOTE, observed('words', 'begins with the name of the author', { category: 'author-bio', confidence: 0.8 })],
  [ABOVE, observed('place', 'is above the article')],
  [BELOW, observed('place', 'is below the article')],
  [REPEATED, observed('words', 'is removed elsewhere on the page too', { category: 'teaser', confidence: 0.6 })],
  [ECHO, observed('words', 'repeats what is directly above it', { category: 'other', confidence: 0.8 })],
  [LINK, observed('element', 'is a link to somewhere else', { category: 'teaser', confidence: 0.6 })],
  [TOPIC, observed('words', 'names the topic of the paragraph below', { confidence: 0.98 })],
  [SUBJECT, observed('words', 'is about a person whom the article mentions')],
  [HEADING, observed('words', 'is directly between two paragraphs, as a subheading would be')],
  // To remove a label at such a position, the model must be more confident than these.
  [BETWEEN, observed('place', 'is directly between two paragraphs of the article', { confidence: 0.9 })],
  [AMONG, observed('place', 'is among paragraphs of the article', { confidence: 0.7 })],
  [CLOSING, observed('place', 'is a sentence directly below a paragraph of the article')],
  [OWN_LEAD, observed('words', 'is where its own article would begin with it')],
  [SPARED, observed('person', 'is a caption, and captions are kept', { category: 'caption', confidence: 1 })],
  [DECLARED, observed('element', 'the page declares it as part of its article', { confidence: 0.9 })],
] satisfies [number, Reason][]);

/** The reason of an observation; undefined for one that depends on the block. */
export function fixedReason(observation: number): Reason | undefined {
  return REASONS.get(observation);
}

/** The observations of place and words for a block, the surest first. */
const SUREST = [TOPIC, SUBJECT, HEADING, OWN_LEAD, BETWEEN, AMONG, CLOSING]
  .map((bit) => ({ bit, confidence: (REASONS.get(bit) as Reason).confidence }))
  .sort((a, b) => b.confidence - a.confidence);

/**
 * How confident place and words are that a label belongs to the article; infinite if neither says so, because other
 * witnesses decide then.
 */
export function surestOf(said: number): number {
  for (const { bit, confidence } of SUREST) if ((said & bit) !== 0) return confidence;
  return Number.POSITIVE_INFINITY;
}
