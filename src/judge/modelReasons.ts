/** What the content model says against a block: what it takes for furniture goes, unless there is reason to doubt it. */
import { type Document, isLayout } from '../model/document.js';
import type { Reason } from '../model/verdict.js';
import type { Hit } from '../rules/match/findHits.js';
import { countWords, isProse, isSentence } from '../text/shape.js';
import { Categorizer } from './category/categorize.js';
import nouns from './category/categoryNouns.json' with { type: 'json' };
import type { Sign } from './category/lineLook.js';

/** Which error weighs more: furniture left in (`precision`) or article lost (`recall`). */
export const FAVORS = ['balanced', 'precision', 'recall'] as const;

/** One of `FAVORS`. */
export type Favor = (typeof FAVORS)[number];

/** Blocks with a lower probability of being the article's go. Measured on unseen sites (`training/README.md`). */
const THRESHOLDS: Readonly<Record<Favor, number>> = { balanced: 0.4, precision: 0.6, recall: 0.15 };
/** Of a text whose site's furniture is known by rules, a line that is left and reads like a sentence does so for a good reason. */
const KNOWN_SITE_SENTENCE = 0.04;
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
/** … and a text with no larger share of them has been cleaned before: its doubtful lines stay. */
const CLEAN_SHARE = 0.02;
/** A text with this share of them is a page as it was; in between the threshold rises. */
const PAGE_SHARE = 0.1;

/** From this probability on the model speaks for a block. */
const FOR = 0.5;

/** The content model as a witness of one document. */
export class ModelWitness {
  /** Whether the document is a text that has been cleaned before: it loses only what its words tell. */
  readonly isClean: boolean;
  private readonly goes: readonly boolean[];
  private categorizer: Categorizer | undefined;

  /**
   * @param scores for each block the probability that it belongs to the article
   * @param hits what rules find in the document: they help to tell of which category a removed block is
   * @param isKnown whether learned rules have told the furniture of the document's site
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
    const part = Math.min(1, Math.max(LEAST_PART, meanOfBest(document, shown, scores) / ARTICLE));
    const unclean = document.format === 'text' ? uncleanness(document, scores, hits) : 1;
    this.isClean = unclean === 0;
    const least = thresholdsOf(document, shown, scores, THRESHOLDS[favor] * part * unclean, isKnown);
    this.goes = blocks.map((block, i) => !isLayout(block) && scores[i] < least[i]);
  }

  /** What it says against a block, if anything. */
  against(block: number): Reason | undefined {
    if (!this.goes[block]) return undefined;
    this.categorizer ??= new Categorizer(this.document, this.goes, this.hits);
    return reasonOf(this.scores[block], this.categorizer.signOf(block));
  }

  /** What it says for a block, if anything. */
  for(block: number): Reason | undefined {
    const score = this.scores[block];
    if (score < FOR) return undefined;
    const confidence = percent(score);
    return {
      witness: 'model',
      model: 'content',
      category: 'other',
      confidence,
      message: `reads like the article, ${Math.round(confidence * 100)} % sure`,
    };
  }

  /** Whether it is sure that a block is furniture. */
  isSure(block: number): boolean {
    return this.scores[block] < SURE;
  }

  /** The probability that a block belongs to the article. */
  scoreOf(block: number): number {
    return this.scores[block];
  }
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
      if (isProse(blocks[i].text) || isSentence(blocks[i].text)) least[i] = Math.min(least[i], KNOWN_SITE_SENTENCE);
    } else if (scores[shown[at - 1]] >= PARAGRAPH && scores[shown[at + 1]] >= PARAGRAPH)
      least[i] = Math.min(least[i], threshold * BETWEEN_PARAGRAPHS);
  });
  return least;
}

/**
 * How much of a whole page a text still is, 0 to 1. Cleaning a clean text changes nothing, and the less of it is surely
 * furniture, the less is any of it: whole pages always show much that no article does.
 */
function uncleanness({ blocks }: Document, scores: Float32Array, hits: readonly Hit[]): number {
  const known = new Set(hits.flatMap(({ witness, block, span }) => (witness === 'words' && span === undefined ? [block] : [])));
  let words = 0;
  let furniture = 0;
  blocks.forEach(({ text }, i) => {
    const count = countWords(text);
    words += count;
    if (scores[i] < SURE || known.has(i)) furniture += count;
  });
  const share = furniture / Math.max(1, words);
  return Math.min(1, Math.max(0, (share - CLEAN_SHARE) / (PAGE_SHARE - CLEAN_SHARE)));
}

function reasonOf(score: number, sign: Sign | undefined): Reason {
  const confidence = percent(1 - score);
  const look = sign === undefined ? 'reads like furniture' : `looks like ${nouns[sign.category]}: ${sign.because}`;
  return {
    witness: 'model',
    model: 'content',
    category: sign?.category ?? 'other',
    confidence,
    message: `${look}, ${Math.round(confidence * 100)} % sure`,
  };
}

function percent(share: number): number {
  return Math.round(share * 100) / 100;
}
