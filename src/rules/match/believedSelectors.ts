/**
 * Decides where selectors are believed. They rely on names that people gave to elements, and a name may mean something
 * else on this page: `section#related-work` is a chapter, and `div.newsletter` may contain an article about newsletters.
 */
import type { Block } from '../../model/document.js';
import type { BlockTable } from '../../read/table/blockTable.js';
import { PROSE } from '../../read/table/shapes.js';
import { outsideContentFigures } from './contentFigures.js';
import { ARTICLE_WORDS } from './contentPath.js';
import type { SelectorEntry } from './rulePart.js';

/** A selector may take at most this share of a page's prose, … */
const BELIEVED_SHARE = 0.3;
/** … or any share, if its rule has at least this confidence. */
const SURE = 0.95;
/** An element selected by its id is a chapter if it has at least this many times as much prose as linked text, … */
const MANY_TIMES = 3;
/** … and, inside the article, at least this many words of prose. */
const CHAPTER_WORDS = 40;
/** A heading that contains at least this part of the title is the title. */
const TITLE_SHARE = 0.5;

/** The blocks of a page that have text, and for each its number of unlinked words of prose. */
export interface Page {
  readonly blocks: readonly Block[];
  readonly prose: Float64Array;
  readonly total: number;
  /** The words of each block, whatever its shape. */
  readonly words: (at: number) => number;
}

/** @param texts the indexes of the blocks with text */
export function pageOf(blocks: readonly Block[], { words, shapes }: BlockTable, texts: readonly number[]): Page {
  const isOwn = (i: number) => (shapes[i] & PROSE) !== 0 && (blocks[i].linkDensity ?? 0) < 0.5;
  const prose = Float64Array.from(texts, (i) => (isOwn(i) ? words[i] : 0));
  return {
    blocks: texts.map((i) => blocks[i]),
    prose,
    total: prose.reduce((sum, own) => sum + own, 0),
    words: (at) => words[texts[at]],
  };
}

/**
 * The positions where a selector is believed. A selector that takes much of the page's prose is rejected, unless its rule
 * has high confidence. A learned one has been observed alongside the site's articles, so it is believed wherever it
 * leaves an article. One that uses a part of an id is rejected where the id was generated from a chapter's heading. A
 * shipped rule for titles takes nothing below the document's title, and one for comments only what is below an article:
 * above the posts of a forum there is none. One for captions takes nothing of a figure that shows text.
 * @param positions the blocks that it selects, in ascending order
 */
export function believedPositions(
  page: Page,
  { owner, byId }: SelectorEntry,
  positions: readonly number[],
  titles: readonly string[],
): readonly number[] {
  const { effect, confidence, evidence, category } = owner.rule;
  if (effect === 'keep' || positions.length === 0) return positions;
  const prose = positions.reduce((sum, at) => sum + page.prose[at], 0);
  if (evidence !== undefined) return page.total - prose >= ARTICLE_WORDS || prose === 0 ? positions : [];
  if (confidence >= SURE) return category === 'comments' && !isBelowArticle(page, positions) ? [] : positions;
  if (prose > page.total * BELIEVED_SHARE) return [];
  if (category === 'title') return upToTitle(page, positions, titles);
  if (category === 'caption') return outsideContentFigures(page.blocks, positions);
  return byId
    ? runs(positions)
        .filter((run) => !isChapter(page, run))
        .flat()
    : positions;
}

/** Whether an article's worth of prose is above everything that a selector selects. */
function isBelowArticle({ prose }: Page, [first]: readonly number[]): boolean {
  let words = 0;
  for (let at = 0; at < first && words < ARTICLE_WORDS; at++) words += prose[at];
  return words >= ARTICLE_WORDS;
}

/** Groups consecutive blocks, which usually belong to one element. */
function runs(positions: readonly number[]): number[][] {
  const found: number[][] = [];
  for (const at of positions) {
    const run = found.at(-1);
    if (run !== undefined && run[run.length - 1] === at - 1) run.push(at);
    else found.push([at]);
  }
  return found;
}

/** Whether a run of blocks is a chapter of the article: prose under a heading that matches its id, or prose inside the article. */
function isChapter({ blocks, prose, words: wordsAt }: Page, run: readonly number[]): boolean {
  let words = 0;
  let linked = 0;
  for (const at of run) {
    words += prose[at];
    linked += (blocks[at].linkDensity ?? 0) * wordsAt(at);
  }
  if (words === 0 || words < linked * MANY_TIMES) return false;
  const { kind, text, path = '' } = blocks[run[0]];
  const slug = slugOf(text);
  const isHeaded = kind === 'heading' && slug !== '' && (path.match(/#[\w-]+/gu) ?? []).some((id) => slugOf(id) === slug);
  return isHeaded || (words >= CHAPTER_WORDS && /(?:^| )(?:article|main)\b|\[role="(?:article|main)"\]/u.test(path));
}

/** The id that page generators make from a heading. */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .split(/[^a-z\d]+/u)
    .filter((word) => word !== '')
    .join('-');
}

/** The positions down to the document's title: the first heading that contains it, else the first main heading. */
function upToTitle({ blocks }: Page, positions: readonly number[], titles: readonly string[]): readonly number[] {
  const forms = titles.map(wordsOf).filter((form) => form !== '');
  const saysTitle = ({ kind, text }: Block): boolean => {
    if (kind !== 'heading') return false;
    const heading = wordsOf(text);
    return (
      heading !== '' &&
      forms.some((form) => heading.includes(form) || (form.includes(heading) && heading.length >= form.length * TITLE_SHARE))
    );
  };
  const said = blocks.findIndex(saysTitle);
  const last = said >= 0 ? said : blocks.findIndex(({ level }) => level === 1);
  return last < 0 ? positions : positions.filter((at) => at <= last || blocks[at].kind !== 'heading');
}

function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
