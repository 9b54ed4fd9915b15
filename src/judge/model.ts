/** What the content model says against a block: what it takes for furniture goes, unless there is reason to doubt it. */
import { type Document, isLayout } from '../model/document.js';
import type { Reason } from '../model/verdict.js';
import type { Hit } from '../rules/match.js';
import { countWords, endsSentence, isProse } from '../text/shape.js';
import { Categorizer } from './categorize.js';
import nouns from './categoryNouns.json' with { type: 'json' };
import type { Sign } from './lineLook.js';

/** Which error weighs more: furniture left in (`precision`) or article lost (`recall`). */
export const FAVORS = ['balanced', 'precision', 'recall'] as const;

export type Favor = (typeof FAVORS)[number];

/** Blocks with a lower probability of being the article's go. Measured on unseen sites (`training/README.md`). */
const THRESHOLDS: Readonly<Record<Favor, number>> = { balanced: 0.4, precision: 0.6, recall: 0.15 };
/** Of a text whose site's furniture is known by rules, a line that is left and reads like a sentence does so for a good reason. */
const KNOWN_SITE_SENTENCE = 0.04;
/** Shorter sentences are labels. */
const SENTENCE_WORDS = 4;
/** A lone line of a text between paragraphs as sure as this … */
const PARAGRAPH = 0.9;
/** … is a subheading or a teaser that no rule knows: in doubt it stays, down to this part of the threshold. */
const BETWEEN_PARAGRAPHS = 1 / 2;

/** Where the surest of a document's words, so many, are surer than this on average, it has an article … */
const BEST_WORDS = 100;
const ARTICLE = 0.9;
/** … elsewhere (a list, a shop's page, a forum) the threshold falls with them, down to this part of it. */
const LEAST_PART = 0.3;

/** Words of a lower probability are surely furniture … */
const SURE = 0.05;
/** … and a text with fewer of them, as a share of its words, has been cleaned before: its doubtful lines stay. */
const UNCLEAN_SHARE = 0.02;

/**
 * For each block the reason to remove it that the model gives, if any. The scores alone decide; the hits of rules only
 * help to tell of which category a removed block is.
 * @param scores for each block the probability that it belongs to the article
 * @param hits what rules find in the document
 * @param isKnown whether learned rules have told the furniture of the document's site
 */
export function modelReasons(
  document: Document,
  scores: Float32Array,
  hits: readonly Hit[],
  isKnown: boolean,
  favor: Favor = 'balanced',
): (Reason | undefined)[] {
  const { blocks, format } = document;
  if (format === 'text' && isCleanAlready(document, scores)) return blocks.map(() => undefined);
  const shown = blocks.flatMap((block, i) => (isLayout(block) ? [] : [i]));
  const part = Math.min(1, Math.max(LEAST_PART, meanOfBest(document, shown, scores) / ARTICLE));
  const threshold = THRESHOLDS[favor] * part;
  const least = thresholdsOf(document, shown, scores, threshold, isKnown);
  const goes = blocks.map((block, i) => !isLayout(block) && scores[i] < least[i]);
  const categorizer = new Categorizer(document, goes, hits);
  return goes.map((isFurniture, i) => (isFurniture ? reasonOf(scores[i], categorizer.signOf(i)) : undefined));
}

/** The mean probability of a document's surest words; 1 where it has none. */
function meanOfBest({ blocks }: Document, shown: readonly number[], scores: Float32Array): number {
  let words = 0;
  let sum = 0;
  for (const i of shown.toSorted((a, b) => scores[b] - scores[a])) {
    const count = Math.min(countWords(blocks[i].text), BEST_WORDS - words);
    words += count;
    sum += count * scores[i];
    if (words === BEST_WORDS) break;
  }
  return words === 0 ? 1 : sum / words;
}

/** For each block the probability from which on it stays: in a text less is asked of what is likely to be the article's. */
function thresholdsOf(
  { blocks, format }: Document,
  shown: readonly number[],
  scores: Float32Array,
  threshold: number,
  isKnown: boolean,
): number[] {
  const least = blocks.map(() => threshold);
  if (format === 'html') return least;
  shown.forEach((i, at) => {
    if (isKnown) {
      if (isSentence(blocks[i].text)) least[i] = Math.min(threshold, KNOWN_SITE_SENTENCE);
    } else if (scores[shown[at - 1]] >= PARAGRAPH && scores[shown[at + 1]] >= PARAGRAPH) least[i] = threshold * BETWEEN_PARAGRAPHS;
  });
  return least;
}

function isSentence(text: string): boolean {
  return isProse(text) || (endsSentence(text) && countWords(text) >= SENTENCE_WORDS);
}

/** Cleaning a clean text changes nothing: whole pages always show something that no article does. */
function isCleanAlready({ blocks }: Document, scores: Float32Array): boolean {
  let words = 0;
  let furniture = 0;
  blocks.forEach(({ text }, i) => {
    const count = countWords(text);
    words += count;
    if (scores[i] < SURE) furniture += count;
  });
  return furniture <= words * UNCLEAN_SHARE;
}

function reasonOf(score: number, sign: Sign | undefined): Reason {
  const confidence = Math.round((1 - score) * 100) / 100;
  const look = sign === undefined ? 'reads like furniture' : `looks like ${nouns[sign.category]}: ${sign.because}`;
  return { model: 'content', category: sign?.category ?? 'other', confidence, message: `${look}, ${Math.round(confidence * 100)} % sure` };
}
