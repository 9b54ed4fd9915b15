/** Doubt: pages on which the content model is of two minds, and what Readability's vote adds there. */
import type { Document } from '../model/document.js';
import { countWords, isProse } from '../text/shape.js';

/** Blocks of a lower probability are furniture beyond doubt: a long menu makes no page sure. */
const DOUBTFUL = 0.05;
/** Where the model is unsure of more than this share of the rest, Readability sees as much as it does. Measured on unseen sites. */
const UNSURE = 0.5;
/** Where less than this share of it is prose, the page is a list, and Readability finds no article in it either. */
const PROSE = 0.5;
/** Larger pages are not asked about: a DOM of them takes longer than all the rest. */
const LARGEST = 1_000_000;
/** How much the vote moves a probability, up or down. */
const WEIGHT = 0.25;

/**
 * Whether the model is so unsure of an article that Readability should be asked: of the words that may be its, each counts by how near its block's
 * probability is to a half.
 * @param scores for each block the probability that it belongs to the article
 */
export function isUnsure({ blocks, source }: Document, scores: Float32Array): boolean {
  if (source.length > LARGEST) return false;
  let words = 0;
  let prose = 0;
  let doubt = 0;
  blocks.forEach(({ text }, i) => {
    if (text === '' || scores[i] <= DOUBTFUL) return;
    const count = countWords(text);
    words += count;
    if (isProse(text)) prose += count;
    doubt += count * 2 * Math.min(scores[i], 1 - scores[i]);
  });
  return doubt > words * UNSURE && prose >= words * PROSE;
}

/** The probabilities with a vote on the same blocks counted in; as they were where Readability found no article. */
export function withVote(scores: Float32Array, { blocks }: Document): Float32Array {
  return scores.map((score, i) => {
    const { main } = blocks[i];
    return main === undefined ? score : Math.min(1, Math.max(0, score + (main ? WEIGHT : -WEIGHT)));
  });
}
