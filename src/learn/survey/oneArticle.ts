/** One article with other comments on each page: what such pages share is the article, and no site's furniture. */
import type { SeenBlock, SeenDocument } from '../observe/observe.js';

/** Fewer pages show nothing: furniture and article are both on all of them. */
const PAGES = 3;
/** Prose of at least `PROSE_WORDS` words on at least this share of the pages is shared. */
const SHARED_SHARE = 0.9;
const PROSE_WORDS = 8;
/** What is shared is at least so many paragraphs … */
const PARAGRAPHS = 3;
/** … and more than this share of all prose. */
const PROSE_SHARE = 1 / 3;
/** At least this share of the pages must have no headline and body of their own. */
const PAGE_SHARE = 0.8;
/** An own line of at least this many words may be a headline; it is at most so many blocks above its paragraph. */
const HEADLINE_WORDS = 4;
const HEADLINE_REACH = 8;

/**
 * Whether all pages show one article: they share much of their prose, and what each has of its own begins below it and
 * without a headline.
 * @param documents those of one site and format, without near-duplicates
 */
export function isOneArticle(documents: readonly SeenDocument[]): boolean {
  if (documents.length < PAGES) return false;
  const pages = countPages(documents);
  const isShared = (block: SeenBlock) => isProse(block) && (pages.get(block.key) as number) >= documents.length * SHARED_SHARE;
  const prose = documents.flatMap(({ blocks }) => blocks.filter(isProse));
  const shared = prose.filter(isShared);
  if (wordsOf(shared) <= wordsOf(prose) * PROSE_SHARE || new Set(shared.map(({ key }) => key)).size < PARAGRAPHS) return false;
  const isOwn = ({ key, words }: SeenBlock) => words >= HEADLINE_WORDS && pages.get(key) === 1;
  return documents.filter(({ blocks }) => beginsBelow(blocks, isShared, isOwn)).length >= documents.length * PAGE_SHARE;
}

/** The number of pages that show each text. */
function countPages(documents: readonly SeenDocument[]): ReadonlyMap<string, number> {
  const pages = new Map<string, number>();
  for (const { blocks } of documents)
    for (const key of new Set(blocks.map((block) => block.key))) pages.set(key, (pages.get(key) ?? 0) + 1);
  return pages;
}

function isProse({ shape, words }: SeenBlock): boolean {
  return shape === 'prose' && words >= PROSE_WORDS;
}

function wordsOf(blocks: readonly SeenBlock[]): number {
  return blocks.reduce((sum, { words }) => sum + words, 0);
}

/** Whether nothing of a page's own is above the shared prose, and no headline above its own paragraphs below. */
function beginsBelow(blocks: readonly SeenBlock[], isShared: (block: SeenBlock) => boolean, isOwn: (block: SeenBlock) => boolean): boolean {
  const first = blocks.findIndex(isShared);
  if (first < 0 || blocks.slice(0, first).some(isOwn)) return false;
  const own = blocks.findIndex((block, b) => b > first && isProse(block) && isOwn(block));
  const above = blocks.slice(Math.max(first, own - HEADLINE_REACH), Math.max(first, own));
  // A comment's head names its author and its time: `Anna Brandt schrieb am 3. Mai`.
  return !above.some((block) => isOwn(block) && block.shape === 'headline' && !/\d|:$/u.test(block.text));
}
