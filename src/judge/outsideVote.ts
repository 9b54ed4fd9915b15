/** What Readability's vote says against blocks. */
import type { Document } from '../model/document.js';
import { mendVote } from '../readability/mendVote.js';

/** 1 for each block that is outside what Readability takes for the article; none is if it found no article. */
export function outsideVote({ blocks, meta }: Document): Uint8Array {
  const taken = mendVote(blocks, meta.description);
  return Uint8Array.from(blocks, ({ text }, i) => Number(taken !== undefined && text !== '' && !taken[i]));
}
