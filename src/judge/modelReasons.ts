/** What the content model says of a block. Blocks that it takes for furniture are removed unless there is reason to doubt it. */
import type { Category } from '../model/category.js';
import type { Document } from '../model/document.js';
import type { Reason } from '../model/verdict.js';
import type { Hit } from '../rules/match/findHits.js';
import { columnsOf } from './blockColumns.js';
import { Categorizer } from './category/categorize.js';
import nouns from './category/categoryNouns.json' with { type: 'json' };
import type { Sign } from './category/lineLook.js';
import { EVEN, SURELY_FURNITURE } from './probabilities.js';
import { hasFewDoubts, removable } from './removable.js';

/** The content model's name in reasons. */
export const CONTENT_MODEL = 'content';

/** Which error weighs more: furniture left in (`precision`) or parts of the article lost (`recall`). */
export const FAVORS = ['balanced', 'precision', 'recall'] as const;

/** One of `FAVORS`. */
export type Favor = (typeof FAVORS)[number];

/**
 * Blocks whose probability of being part of the article is below this are removed. Measured on unseen sites
 * (`training/README.md`).
 */
const THRESHOLDS: Readonly<Record<Favor, number>> = { balanced: 0.4, precision: 0.6, recall: 0.15 };
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
  /** Whether little depends on the labels of a text that the model is in doubt about. */
  readonly hasFewDoubts: boolean;
  /** 1 for each block that the model speaks against. */
  private readonly goes: Uint8Array;
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
    const part = Math.min(1, Math.max(LEAST_FRACTION, meanOfBest(document, scores) / HAS_ARTICLE));
    const unclean = document.format === 'text' ? uncleanness(document, scores, hits) : 1;
    this.isClean = unclean === 0;
    const threshold = THRESHOLDS[favor] * part * unclean;
    this.hasFewDoubts = document.format === 'text' && hasFewDoubts(document, scores, THRESHOLDS[favor]);
    this.goes = removable(document, scores, hits, { threshold, isKnown, hasFewDoubts: this.hasFewDoubts });
  }

  /** Whether the model speaks against a block. */
  isAgainst(block: number): boolean {
    return this.goes[block] === 1;
  }

  /** How sure the model is that a block is furniture, 0 to 1. */
  confidenceAgainst(block: number): number {
    return toHundredths(1 - this.scores[block]);
  }

  /** The category of a block that the model speaks against. */
  categoryOf(block: number): Category {
    return this.signOf(block)?.category ?? 'other';
  }

  /** The reason to remove a block that the model speaks against. */
  reasonAgainst(block: number): Reason {
    return furnitureReason(this.confidenceAgainst(block), this.signOf(block));
  }

  /** Whether the model speaks for a block. */
  isFor(block: number): boolean {
    return this.scores[block] >= EVEN;
  }

  /** The reason to keep a block that the model speaks for. */
  reasonFor(block: number): Reason {
    const confidence = toHundredths(this.scores[block]);
    return {
      witness: 'model',
      model: CONTENT_MODEL,
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

  private signOf(block: number): Sign | undefined {
    this.categorizer ??= new Categorizer(this.document, this.goes, this.hits);
    return this.categorizer.signOf(block);
  }
}

/** The mean probability of a document's most probable words; 1 for a document without words. */
function meanOfBest(document: Document, scores: Float32Array): number {
  const column = columnsOf(document).words;
  let words = 0;
  let sum = 0;
  for (const i of mostProbable(column, scores)) {
    const count = Math.min(column[i], BEST_WORDS - words);
    words += count;
    sum += count * scores[i];
    if (words === BEST_WORDS) break;
  }
  return words === 0 ? 1 : sum / words;
}

/** Steps between 0 and 1 by which blocks are sorted out before the few that matter are put in order. */
const STEPS = 64;

/** The blocks with the most probable words, at least `BEST_WORDS` if the document has as many, the most probable first. */
function mostProbable(words: Uint32Array, scores: Float32Array): number[] {
  const wordsAt = new Float64Array(STEPS + 1);
  for (let i = 0; i < words.length; i++) wordsAt[stepOf(scores[i])] += words[i];
  let least = STEPS;
  for (let sum = wordsAt[least]; sum < BEST_WORDS && least > 0; ) sum += wordsAt[--least];
  const blocks: number[] = [];
  for (let i = 0; i < words.length; i++) if (words[i] > 0 && stepOf(scores[i]) >= least) blocks.push(i);
  return blocks.sort((a, b) => scores[b] - scores[a]);
}

function stepOf(score: number): number {
  return Math.floor(score * STEPS);
}

/**
 * How much of a raw page a text still contains, 0 to 1. Cleaning a clean text must change nothing: the less of a text
 * is surely furniture, the less likely its doubtful lines are, since raw pages always contain plenty.
 */
function uncleanness(document: Document, scores: Float32Array, hits: readonly Hit[]): number {
  const column = columnsOf(document).words;
  const isKnown = new Uint8Array(column.length);
  for (const { witness, block, span } of hits) if (witness === 'words' && span === undefined) isKnown[block] = 1;
  let words = 0;
  let furniture = 0;
  for (let i = 0; i < column.length; i++) {
    words += column[i];
    if (scores[i] < SURELY_FURNITURE || isKnown[i] === 1) furniture += column[i];
  }
  const share = furniture / Math.max(1, words);
  return Math.min(1, Math.max(0, (share - CLEAN_SHARE) / (PAGE_SHARE - CLEAN_SHARE)));
}

function furnitureReason(confidence: number, sign: Sign | undefined): Reason {
  const look = sign === undefined ? 'reads like furniture' : `looks like ${nouns[sign.category]}: ${sign.because}`;
  return {
    witness: 'model',
    model: CONTENT_MODEL,
    category: sign?.category ?? 'other',
    confidence,
    message: `${look}, ${Math.round(confidence * 100)} % sure`,
  };
}

function toHundredths(share: number): number {
  return Math.round(share * 100) / 100;
}
