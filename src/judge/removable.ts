/** Which blocks the content model speaks against: those whose probability is below a threshold that depends on what they look like. */
import type { Document } from '../model/document.js';
import { PROSE, SENTENCE } from '../read/table/shapes.js';
import type { Hit } from '../rules/match/findHits.js';
import { type BlockColumns, columnsOf, LAYOUT, LINKED, PARAGRAPH } from './blockColumns.js';
import { SURELY_ARTICLE } from './probabilities.js';

/** Of texts, sentences and paragraphs stay down to this fraction of the threshold: a line left in is less of a fault than one lost. */
const PROSE_FRACTION = 3 / 5;
/**
 * Threshold for sentences of a text whose site has learned rules: those already cover the site's furniture, so what is
 * left and reads like a sentence is probably content.
 */
const KNOWN_SITE_SENTENCE = 0.04;
/**
 * Between two paragraphs that surely belong to the article, a lone line of a text may be a subheading, or a teaser that
 * no rule knows: the threshold falls to this fraction, so that it is kept in doubt …
 */
const BETWEEN_FRACTION = 1 / 2;
/**
 * … if much depends on it. Where the words of all labels in doubt are at most this share of those that are likely to be
 * the article's, most of them are teasers: of such lines on unseen sites three in a hundred belong to German articles
 * and ten to English ones, but every second where they are a list, a recipe or a table.
 */
const FEW_DOUBTS = 0.3;
/** A label is in doubt from this probability on; from `LIKELY_ARTICLE` on, words are likely to be the article's. */
const DOUBTFUL = 0.1;
const LIKELY_ARTICLE = 0.8;

/**
 * A stretch of a text that the model alone speaks against, without a line that a rule takes, stays if its sentences have
 * at least this many words and the model gives them at least this probability on average: boxes and teasers are shorter,
 * and of other stories and comments it is surer. An article is long, and half of one is too much to lose to a doubt.
 */
const STRETCH_WORDS = 50;
const STRETCH_MEAN = 0.15;
/** Of such a stretch, lines below this probability go all the same. */
const STRETCH_LEAST = 0.075;

/** Whether the labels below a threshold that are in doubt have few words beside those that are likely to be the article's. */
export function hasFewDoubts(document: Document, scores: Float32Array, threshold: number): boolean {
  const { shapes, words } = columnsOf(document);
  let doubtful = 0;
  let likely = 0;
  for (let i = 0; i < shapes.length; i++) {
    if (scores[i] >= LIKELY_ARTICLE) likely += words[i];
    else if (isLabel(shapes[i]) && scores[i] >= DOUBTFUL && scores[i] < threshold) doubtful += words[i];
  }
  return doubtful <= likely * FEW_DOUBTS;
}

function isLabel(shape: number): boolean {
  return (shape & (PROSE | SENTENCE | PARAGRAPH)) === 0;
}

/** How the model's probabilities are read. */
export interface Reading {
  /** Blocks below it go. */
  readonly threshold: number;
  readonly isKnown: boolean;
  readonly hasFewDoubts: boolean;
}

/** 1 for each block that the model speaks against. @param hits the rules' hits in the document (`findHits`) */
export function removable(document: Document, scores: Float32Array, hits: readonly Hit[], reading: Reading): Uint8Array {
  const goes = unlikely(document, scores, reading);
  if (document.format === 'text') spareStretches(document, scores, hits, goes);
  return goes;
}

/**
 * 1 for each block whose probability is below the one at which it is kept. In texts that is lower for lines that are
 * likely to be content.
 */
function unlikely(document: Document, scores: Float32Array, { threshold, isKnown, hasFewDoubts }: Reading): Uint8Array {
  const { shapes } = columnsOf(document);
  const goes = new Uint8Array(shapes.length);
  const isText = document.format === 'text';
  // The block with text above the one that is asked: `NaN` is at least nothing.
  let above = Number.NaN;
  for (let i = nextShown(shapes, 0); i < shapes.length; ) {
    const next = nextShown(shapes, i + 1);
    const isBetween = above >= SURELY_ARTICLE && scores[next] >= SURELY_ARTICLE;
    let least = isText && !isLabel(shapes[i]) ? threshold * PROSE_FRACTION : threshold;
    if (isText && isKnown) {
      if ((shapes[i] & (PROSE | SENTENCE)) !== 0) least = Math.min(least, KNOWN_SITE_SENTENCE);
    } else if (isText && isBetween && !(hasFewDoubts && isLabel(shapes[i]))) least *= BETWEEN_FRACTION;
    goes[i] = Number(scores[i] < least);
    above = scores[i];
    i = next;
  }
  return goes;
}

/** The first block with text from a block on; the number of blocks if there is none. */
function nextShown(shapes: Uint8Array, from: number): number {
  let i = from;
  while (i < shapes.length && (shapes[i] & LAYOUT) !== 0) i++;
  return i;
}

/** Takes back the long stretches of sentences that the model alone speaks against and is not sure of. */
function spareStretches(document: Document, scores: Float32Array, hits: readonly Hit[], goes: Uint8Array): void {
  const columns = columnsOf(document);
  const isOfStretch = stretchColumn(columns, hits, goes);
  for (let from = isOfStretch.indexOf(1); from >= 0; ) {
    const end = isOfStretch.indexOf(0, from);
    const to = end < 0 ? isOfStretch.length : end;
    if (isDoubtful(columns, scores, from, to)) {
      for (let i = from; i < to; i++) if (scores[i] >= STRETCH_LEAST) goes[i] = 0;
    }
    from = isOfStretch.indexOf(1, to);
  }
}

/** 1 for each block that goes though no rule takes it, and for layout. */
function stretchColumn({ shapes }: BlockColumns, hits: readonly Hit[], goes: Uint8Array): Uint8Array {
  const column = goes.slice();
  shapes.forEach((shape, i) => {
    if ((shape & LAYOUT) !== 0) column[i] = 1;
  });
  for (const { block, span, rule } of hits) if (span === undefined && rule.effect !== 'keep') column[block] = 0;
  return column;
}

/** Whether the sentences of a stretch are many, and too likely to be the article's. */
function isDoubtful({ shapes, words }: BlockColumns, scores: Float32Array, from: number, to: number): boolean {
  let sentences = 0;
  let likely = 0;
  for (let i = from; i < to; i++) {
    if ((shapes[i] & (PROSE | SENTENCE)) === 0 || (shapes[i] & LINKED) !== 0) continue;
    sentences += words[i];
    likely += words[i] * scores[i];
  }
  return sentences >= STRETCH_WORDS && likely >= sentences * STRETCH_MEAN;
}
