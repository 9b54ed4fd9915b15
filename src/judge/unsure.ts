/** Doubt: pages on which the content model is undecided, and how Readability's vote changes its scores there. */
import type { Document } from '../model/document.js';
import { tableOf } from '../read/table/blockTable.js';
import { PROSE } from '../read/table/shapes.js';
import { SURELY_FURNITURE } from './probabilities.js';

/**
 * If doubt makes up more than this share of the remaining words, Readability is right as often as the model. Measured
 * on unseen sites.
 */
const UNSURE_SHARE = 0.5;
/** If less than this share of those words is prose, the page is a list, and Readability finds no article in it either. */
const PROSE_SHARE = 0.5;
/** Larger pages, in characters, are never shown to Readability: building their DOM takes longer than everything else. */
const LARGEST_PAGE = 1_000_000;
/** How far the vote shifts a probability, up or down. */
const VOTE_WEIGHT = 0.25;

/**
 * Whether the model is so unsure of a page that Readability should vote. Each word that may be the article's counts by
 * how close the probability of its block is to one half.
 * @param scores for each block, the probability that it belongs to the article
 */
export function isUnsure(document: Document, scores: Float32Array): boolean {
  // The blocks cover the whole page, whose string need not be made to measure it.
  if ((document.blocks.at(-1)?.end ?? 0) > LARGEST_PAGE) return false;
  const columns = tableOf(document);
  let words = 0;
  let prose = 0;
  let doubt = 0;
  for (let i = 0; i < scores.length; i++) {
    // Blocks that are surely furniture do not count: a long menu must not make a page look certain.
    if (scores[i] <= SURELY_FURNITURE) continue;
    const count = columns.words[i];
    words += count;
    if ((columns.shapes[i] & PROSE) !== 0) prose += count;
    doubt += count * 2 * Math.min(scores[i], 1 - scores[i]);
  }
  return doubt > words * UNSURE_SHARE && prose >= words * PROSE_SHARE;
}

/** The scores adjusted by the vote on the same blocks; unchanged where Readability found no article. */
export function withVote(scores: Float32Array, { blocks }: Document): Float32Array {
  return scores.map((score, i) => {
    const { main } = blocks[i];
    return main === undefined ? score : Math.min(1, Math.max(0, score + (main ? VOTE_WEIGHT : -VOTE_WEIGHT)));
  });
}
