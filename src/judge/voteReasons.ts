/** What Readability's vote says against blocks. */
import type { Document } from '../model/document.js';
import type { Reason } from '../model/verdict.js';
import { mendVote } from '../readability/mendVote.js';

const OUTSIDE_VOTE: Reason = {
  witness: 'model',
  model: 'readability',
  category: 'other',
  confidence: 0.8,
  message: 'is outside what Readability takes for the article',
};

/** For each block, the reason to remove it that the vote gives, if any; none without a vote. */
export function voteReasons({ blocks, meta }: Document): (Reason | undefined)[] {
  const taken = mendVote(blocks, meta.description);
  return blocks.map((block, i) => (taken === undefined || block.text === '' || taken[i] ? undefined : OUTSIDE_VOTE));
}
