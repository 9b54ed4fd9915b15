/**
 * Corrects Readability's vote on which blocks belong to the article.
 *
 * Readability errs in known ways: it drops a lead in the page's header, and paragraphs that are wrapped in a `div` each.
 * Both are restored here, starting from the blocks that it kept. A content path may miss its lead in the same way.
 */

import type { Block } from '../model/document.js';
import { ancestorsOf } from '../model/elementPath.js';
import { findLeads, mayBeArticle } from '../read/leads.js';
import { countWords } from '../text/shape.js';

/** The article's container has at least this share of the words that Readability kept. */
const CONTAINER_SHARE = 0.8;
/**
 * Dropped paragraphs with the same path belong to the article if they are at least this many, or have at least this many
 * words: fewer may be captions or notices.
 */
const GROUP_BLOCKS = 3;
const GROUP_WORDS = 100;

/**
 * Corrects Readability's vote.
 * @param description the page's own summary of the article, which a lead often repeats
 * @returns for each block whether it belongs to the article; undefined if Readability did not vote or found no article
 */
export function mendVote(blocks: readonly Block[], description?: string): boolean[] | undefined {
  const taken = blocks.map((block) => block.main === true);
  if (!taken.includes(true)) return undefined;
  for (const i of droppedParagraphs(blocks, taken)) taken[i] = true;
  for (const i of findLeads(blocks, taken, description)) taken[i] = true;
  return taken;
}

/** Paragraphs inside the article's container that Readability dropped, if there are many of their kind. */
function droppedParagraphs(blocks: readonly Block[], taken: readonly boolean[]): number[] {
  const container = containerOf(blocks.filter((block, i) => taken[i] && block.kind !== 'caption'));
  const groups = new Map<string, { members: number[]; words: number }>();
  blocks.forEach((block, i) => {
    if (taken[i] || block.path === undefined || !block.path.startsWith(container) || !mayBeArticle(block)) return;
    const group = groups.get(block.path) ?? { members: [], words: 0 };
    group.members.push(i);
    group.words += countWords(block.text);
    groups.set(block.path, group);
  });
  return [...groups.values()]
    .filter(({ members, words }) => members.length >= GROUP_BLOCKS || words >= GROUP_WORDS)
    .flatMap(({ members }) => members);
}

/** The longest path of an ancestor that contains most of the blocks' words. */
function containerOf(blocks: readonly Block[]): string {
  const words = new Map<string, number>();
  let total = 0;
  for (const { path, text } of blocks) {
    if (path === undefined) continue;
    const count = countWords(text);
    total += count;
    for (const element of ancestorsOf(path)) words.set(element, (words.get(element) ?? 0) + count);
  }
  let container = '';
  for (const [prefix, count] of words) if (count >= total * CONTAINER_SHARE && prefix.length > container.length) container = prefix;
  return container;
}
