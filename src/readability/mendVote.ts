/**
 * Which blocks are the article's, by what a reader of the whole page took for it.
 *
 * Readability errs in known ways: it drops the lead that stands in the page's header, and paragraphs that sites put
 * into a `div` each. Both are won back here, from the blocks that it did take. A container that holds the article may
 * leave its lead outside as well.
 */

import type { Block } from '../model/document.js';
import { ancestorsOf } from '../model/elementPath.js';
import { findLeads, mayBeArticle } from '../read/leads.js';
import { countWords } from '../text/shape.js';

/** The article's container holds at least this share of the words that Readability took. */
const CONTAINER_SHARE = 0.8;
/** Dropped paragraphs of one path are the article's own where they are at least so many, or have so many words. */
const GROUP_BLOCKS = 3;
const GROUP_WORDS = 100;
/**
 * Mends Readability's vote: for each block whether it is the article's; undefined where there was no vote, or none for
 * any block.
 * @param description the page's own summary of the article: a lead often repeats it
 */
export function mendVote(blocks: readonly Block[], description?: string): boolean[] | undefined {
  const taken = blocks.map((block) => block.main === true);
  if (!taken.includes(true)) return undefined;
  for (const i of droppedParagraphs(blocks, taken)) taken[i] = true;
  for (const i of findLeads(blocks, taken, description)) taken[i] = true;
  return taken;
}

/** Paragraphs inside the article's container that Readability dropped although there are many of their kind. */
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

/** The longest path above the blocks themselves that holds most of their words. */
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
