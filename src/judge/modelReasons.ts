/** What the content model says of a block. Blocks that it takes for furniture are removed unless there is reason to doubt it. */
import { type Document, isLayout } from '../model/document.js';
import type { Reason } from '../model/verdict.js';
import type { Hit } from '../rules/match/findHits.js';
import { countWords, isProse, isSentence } from '../text/shape.js';
import { Categorizer } from './category/categorize.js';
import nouns from './category/categoryNouns.json' with { type: 'json' };
import type { Sign } from './category/lineLook.js';
import { EVEN, SURELY_ARTICLE, SURELY_FURNITURE } from './probabilities.js';

/** Which error weighs more: furniture left in (`precision`) or parts of the article lost (`recall`). */
export const FAVORS = ['balanced', 'precision', 'recall'] as const;

/** One of `FAVORS`. */
export type Favor = (typeof FAVORS)[number];

/**
 * Blocks whose probability of being part of the article is below this are removed. Measured on unseen sites
 * (`training/README.md`).
 */
const THRESHOLDS: Readonly<Record<Favor, number>> = { balanced: 0.4, precision: 0.6, recall: 0.15 };
/**
 * Threshold for sentences of a text whose site has learned rules: those already cover the site's furniture, so what is
 * left and reads like a sentence is probably content.
 */
const KNOWN_SITE_SENTENCE = 0.04;
/**
 * Between two paragraphs that surely belong to the article, a lone line of a text may be a subheading, or a teaser that
 * no rule knows: the threshold falls to this fraction, so that it is kept in doubt.
 */
const BETWEEN_FRACTION = 1 / 2;

/** A document has an article if its most probable words, this many of them, average at least `HAS_ARTICLE` … */
const BEST_WORDS = 100;
const HAS_ARTICLE = 0.9;
/** … otherwise (a list, a shop, a forum) the threshold is lowered in proportion, at most to this fraction. */
const LEAST_FRACTION = 0.3;

/** A text in which at most this share of the words is surely furniture was cleaned before: its doubtful lines are kept. */
const CLEAN_SHARE = 0.02;
/** A text in which at least this share of the words is surely furniture is a raw page; between the two shares the threshold rises linearly. */
const PAGE_SHARE = 0.1;

/** The content model as a witness for one document. */
export class ContentModelWitness {
  /** Whether the document is a text that was cleaned before: then only what its words show is removed. */
  readonly isClean: boolean;
  private readonly goes: readonly boolean[];
  private categorizer: Categorizer | undefined;

  /**
   * @param scores for each block, the probability that it belongs to the article
   * @param hits the rules' hits in the document, which help to categorize removed blocks
   * @param isKnown whether learned rules cover the site of the document
   * @param favor default `balanced`
   */
  constructor(
    private readonly document: Document,
    private readonly scores: Float32Array,
    private readonly hits: readonly Hit[],
    isKnown: boolean,
    favor: Favor = 'balanced',
  ) {
    const { blocks } = document;
    const shown = blocks.flatMap((block, i) => (isLayout(block) ? [] : [i]));
    const part = Math.min(1, Math.max(LEAST_FRACTION, meanOfBest(document, shown, scores) / HAS_ARTICLE));
    const unclean = document.format === 'text' ? uncleanness(document, scores, hits) : 1;
    this.isClean = unclean === 0;
    const least = thresholdsOf(document, shown, scores, THRESHOLDS[favor] * part * unclean, isKnown);
    this.goes = blocks.map((block, i) => !isLayout(block) && scores[i] < least[i]);
  }

  /** The reason to remove a block, if the model has one. */
  against(block: number): Reason | undefined {
    if (!this.goes[block]) return undefined;
    this.categorizer ??= new Categorizer(this.document, this.goes, this.hits);
    return furnitureReason(this.scores[block], this.categorizer.signOf(block));
  }

  /** The reason to keep a block, if the model has one. */
  for(block: number): Reason | undefined {
    const score = this.scores[block];
    if (score < EVEN) return undefined;
    const confidence = toHundredths(score);
    return {
      witness: 'model',
      model: 'content',
      category: 'other',
      confidence,
      message: `reads like the article, ${Math.round(confidence * 100)} % sure`,
    };
  }

  /** Whether the model is sure that a block is furniture. */
  isSure(block: number): boolean {
    return this.scores[block] < SURELY_FURNITURE;
  }

  /** The probability that a block belongs to the article. */
  scoreOf(block: number): number {
    return this.scores[block];
  }
}

/** The mean probability of a document's most probable words; 1 for a document without words. */
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

/** For each block, the probability at which it is kept. In texts it is lower for lines that are likely to be content. */
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
      if (isProse(blocks[i].text) || isSentence(blocks[i].text)) least[i] = Math.min(least[i], KNOWN_SITE_SENTENCE);
    } else if (scores[shown[at - 1]] >= SURELY_ARTICLE && scores[shown[at + 1]] >= SURELY_ARTICLE)
      least[i] = Math.min(least[i], threshold * BETWEEN_FRACTION);
  });
  return least;
}

/**
 * How much of a raw page a text still contains, 0 to 1. Cleaning a clean text must change nothing: the less of a text
 * is surely furniture, the less likely its doubtful lines are, since raw pages always contain plenty.
 */
function uncleanness({ blocks }: Document, scores: Float32Array, hits: readonly Hit[]): number {
  const known = new Set(hits.flatMap(({ witness, block, span }) => (witness === 'words' && span === undefined ? [block] : [])));
  let words = 0;
  let furniture = 0;
  blocks.forEach(({ text }, i) => {
    const count = countWords(text);
    words += count;
    if (scores[i] < SURELY_FURNITURE || known.has(i)) furniture += count;
  });
  const share = furniture / Math.max(1, words);
  return Math.min(1, Math.max(0, (share - CLEAN_SHARE) / (PAGE_SHARE - CLEAN_SHARE)));
}

function furnitureReason(score: number, sign: Sign | undefined): Reason {
  const confidence = toHundredths(1 - score);
  const look = sign === undefined ? 'reads like furniture' : `looks like ${nouns[sign.category]}: ${sign.because}`;
  return {
    witness: 'model',
    model: 'content',
    category: sign?.category ?? 'other',
    confidence,
    message: `${look}, ${Math.round(confidence * 100)} % sure`,
  };
}

function toHundredths(share: number): number {
  return Math.round(share * 100) / 100;
}
