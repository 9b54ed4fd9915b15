/**
 * Which blocks are the article's, by what a reader of the whole page took for it.
 *
 * Readability errs in known ways: it drops the lead that stands in the page's header, and paragraphs that sites put
 * into a `div` each. Both are won back here, from the blocks that it did take. A container that holds the article may
 * leave its lead outside as well.
 */
import type { Block } from '../model/document.js';
import { foldWord } from '../text/fold.js';
import { countWords, isProse } from '../text/shape.js';

/** More of a paragraph in links than this makes it a list of references. */
const LINKED = 0.4;
/** The article's container holds at least this share of the words that Readability took. */
const CONTAINER_SHARE = 0.8;
/** Dropped paragraphs of one path are the article's own where they are at least so many, or have so many words. */
const GROUP_BLOCKS = 3;
const GROUP_WORDS = 100;
/** A lead stands at most so many blocks above the article's first paragraph. */
const LEAD_REACH = 25;
/** A lead has at least so many words. */
const LEAD_WORDS = 9;

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

/** A paragraph that could be the article's: sentences, few links, in no part of the page that never holds it. */
function isBody(block: Block): boolean {
  return (
    block.kind !== 'caption' &&
    block.kind !== 'control' &&
    (block.linkDensity ?? 0) < LINKED &&
    isProse(block.text) &&
    !isAside(block.path ?? '')
  );
}

function isAside(path: string): boolean {
  return /(?:^| > )(?:nav|footer|aside|form|dialog)\b|\[role="(?:navigation|complementary|contentinfo|dialog|alert)"\]/u.test(path);
}

/** Paragraphs inside the article's container that Readability dropped although there are many of their kind. */
function droppedParagraphs(blocks: readonly Block[], taken: readonly boolean[]): number[] {
  const container = containerOf(blocks.filter((block, i) => taken[i] && block.kind !== 'caption'));
  const groups = new Map<string, { members: number[]; words: number }>();
  blocks.forEach((block, i) => {
    if (taken[i] || block.path === undefined || !block.path.startsWith(container) || !isBody(block)) return;
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
    for (let end = path.indexOf(' > '); end > 0; end = path.indexOf(' > ', end + 1)) {
      const prefix = path.slice(0, end);
      words.set(prefix, (words.get(prefix) ?? 0) + count);
    }
  }
  let container = '';
  for (const [prefix, count] of words) if (count >= total * CONTAINER_SHARE && prefix.length > container.length) container = prefix;
  return container;
}

const LEAD_NAME =
  /(?:^|[.\-_])(?:\w*[-_])?(?:lead|lede|intro\w*|excerpt|summary|standfirst|dek|deck|subtitle|subheadline|subhead|abstract|vorspann|teaser-?text|chapo|entradilla|sottotitolo|ingress|einleitung|description)(?:$|[.\-_\s[])/iu;

/**
 * The summary above the article: the page's own description, or an element named as one, between title and text.
 * @param taken for each block whether it is known to be the article's
 * @returns indexes of blocks
 */
export function findLeads(blocks: readonly Block[], taken: readonly boolean[], description: string | undefined): number[] {
  const firstBody = blocks.findIndex((block, i) => taken[i] && isBody(block));
  const title = blocks.findLastIndex((block, i) => i < firstBody && block.level === 1);
  const found: number[] = [];
  const about = description === undefined ? '' : foldWord(description).slice(0, 60);
  let reach = LEAD_REACH;
  for (let i = firstBody - 1; i >= 0 && reach > 0; i--) {
    const block = blocks[i];
    if (block.text === '') continue;
    reach--;
    if (taken[i] || block.kind === 'caption' || block.kind === 'control' || block.level === 1) continue;
    if ((block.linkDensity ?? 0) >= LINKED || isAside(block.path ?? '') || countWords(block.text) < LEAD_WORDS) continue;
    const described = about.length >= 30 && foldWord(block.text).startsWith(about.slice(0, 40));
    const named = block.path !== undefined && LEAD_NAME.test(lastSteps(block.path));
    if (described || named || (title >= 0 && i > title && isProse(block.text))) found.push(i);
  }
  return found;
}

/** The two innermost steps of a path: an element's name speaks for itself and for its only child. */
function lastSteps(path: string): string {
  return path.split(' > ').slice(-2).join(' ');
}
