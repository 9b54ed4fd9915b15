/** What Readability's vote means for each block. */
import type { Block } from '../model/document.js';
import type { Reason } from '../model/verdict.js';

const OUTSIDE: Reason = {
  model: 'readability',
  category: 'other',
  confidence: 0.8,
  message: 'stands outside what Readability takes for the article',
};

/** For each block the reason to remove it that the vote gives, if any; no vote, no reasons. */
export function voteReasons(blocks: readonly Block[]): (Reason | undefined)[] {
  return blocks.map((block) => (block.main === false ? OUTSIDE : undefined));
}
