/** Lets Mozilla's Readability vote on a page's blocks. No other module loads Readability. */
import { expectDocument } from '../model/argument.js';
import type { Document } from '../model/document.js';
import { type Limit, OverLimitError, UNLIMITED } from '../model/limit.js';
import { scanHtml } from '../read/html/scan.js';
import { shareTable } from '../read/table/blockTable.js';
import { foldSpace } from '../text/fold.js';
import { depthOf } from './depth.js';
import type { Dom, DomName } from './dom/dom.js';
import { loadDom } from './dom/open.js';

const MARK = 'data-klartext';
const SUFFIX = '-x';

/** An attribute name for block numbers that does not occur in the page: one “-x” longer than any that does. */
function freeMark(source: string): string {
  const used = source.match(/data-klartext(?:-x)*/giu) ?? [];
  const longest = used.reduce((most, { length }) => Math.max(most, length), MARK.length - SUFFIX.length);
  return MARK + SUFFIX.repeat((longest - MARK.length) / SUFFIX.length + 1);
}

/** Larger pages are not voted on: a DOM takes about 20 bytes of memory per byte of the page. */
const MAX_SOURCE = 8_000_000;

/**
 * Deeper pages are not voted on either: jsdom and Readability climb to the root from each element, so a page of a
 * thousand nested `<div>`s takes ten seconds. The deepest of 2,000 real pages has 56 levels.
 */
const MAX_DEPTH = 256;

/**
 * Lets Readability vote: `main` of each block in the returned document says whether Readability kept it as part of the
 * article. If Readability finds no article, the document is returned unchanged; if it fails, with a warning.
 *
 * Blocks are numbered in the markup before Readability runs, and those that survive still carry their numbers. Scripts,
 * styles and comments are removed (jsdom spends most of its time on style sheets). Nothing is executed or fetched.
 *
 * @param ignore indexes of blocks to hide from Readability, such as a long consent notice that could be mistaken for the
 *   article
 * @param on the DOM to use; default: `light`. The votes differ on one page in thirty, and neither DOM's are better
 *
 * @example
 * ```ts
 * import { readHtml, voteWithReadability } from 'klartext';
 *
 * const paragraph = '<p>Die Bauarbeiten am Hafen beginnen im Mai, teilte die Stadt am Montag mit, und sie dauern lange.</p>';
 * const page = await voteWithReadability(readHtml(`<nav>Start</nav><article>${paragraph.repeat(9)}</article>`));
 * page.blocks.find(({ text }) => text === 'Start')?.main; // => false
 * page.blocks.filter(({ text }) => text.startsWith('Die')).every(({ main }) => main); // => true
 * ```
 */
export async function voteWithReadability(
  document: Document,
  ignore: ReadonlySet<number> = new Set(),
  on: DomName = 'light',
): Promise<Document> {
  expectDocument(document);
  return voteWithin(UNLIMITED, document, ignore, on);
}

/** The same for callers that limit its time. @param limit runs all work that may take long */
export async function voteWithin(limit: Limit, document: Document, ignore: ReadonlySet<number>, on: DomName): Promise<Document> {
  if (document.format !== 'html' || document.source.length > MAX_SOURCE || depthOf(document.source) > MAX_DEPTH) return document;
  const { Readability } = await import('@mozilla/readability');
  let dom: Dom | undefined;
  try {
    const openDom = await loadDom(on);
    const mark = freeMark(document.source);
    const opened = limit(() => openDom(numberBlocks(document.source, ignore, mark)));
    dom = opened;
    const article = limit(() =>
      new Readability(opened.document, { keepClasses: true, serializer: (content) => survivors(content, mark) }).parse(),
    );
    if (article === null || !article.content || article.content.size === 0) return document;
    const kept = article.content;
    const author = article.byline ? foldSpace(article.byline) : '';
    const voted = {
      ...document,
      blocks: document.blocks.map((block, i) => (block.text === '' ? block : { ...block, main: kept.has(i) })),
      // A long byline is a sentence that Readability mistook for one.
      meta: document.meta.author === undefined && author !== '' && author.length <= 60 ? { ...document.meta, author } : document.meta,
    };
    shareTable(document, voted);
    return voted;
  } catch (error) {
    if (error instanceof OverLimitError) throw error;
    // jsdom fails on some damaged pages; the rules can still judge them.
    return { ...document, warnings: [...(document.warnings ?? []), `Readability could not read the page: ${(error as Error).message}`] };
  } finally {
    await dom?.close();
  }
}

/** The numbers of the blocks that are left in Readability's article. */
function survivors(content: Node, mark: string): Set<number> {
  const numbers = new Set<number>();
  // The light DOM has no selectors.
  for (const element of Array.from((content as Element).getElementsByTagName('*')))
    if (element.hasAttribute(mark)) numbers.add(Number(element.getAttribute(mark)));
  return numbers;
}

/** The page without its silent parts and ignored blocks, with a number on each block. */
function numberBlocks(source: string, ignore: ReadonlySet<number>, mark: string): string {
  const { blocks, ownTags, silent, revealed } = scanHtml(source);
  const shown = new Map(revealed);
  const edits: { at: number; skipTo: number; insert: string }[] = silent.map(([start, end]) => ({ at: start, skipTo: end, insert: '' }));
  blocks.forEach((block, i) => {
    if (block.text === '') return;
    if (ignore.has(i)) {
      edits.push({ at: block.start, skipTo: block.end, insert: '' });
      return;
    }
    const own = ownTags[i];
    if (own >= 0) {
      const nameEnd = /^<[^\s/>]+/u.exec(source.slice(own, own + 64));
      if (nameEnd !== null) {
        const at = own + nameEnd[0].length;
        const end = shown.get(own);
        shown.delete(own);
        edits.push({ at, skipTo: end === undefined ? at : end - 1, insert: ` ${mark}="${i}"` });
        return;
      }
    }
    edits.push({ at: block.start, skipTo: block.start, insert: `<span ${mark}="${i}">` });
    edits.push({ at: block.end, skipTo: block.end, insert: '</span>' });
  });
  // Readability skips hidden elements, so revealed ones lose the attributes that hide them.
  for (const [start, end] of shown) {
    const tag = /^<[^\s/>]+/u.exec(source.slice(start, start + 64));
    if (tag !== null) edits.push({ at: start + tag[0].length, skipTo: end - 1, insert: '' });
  }
  edits.sort((a, b) => a.at - b.at);
  let page = '';
  let at = 0;
  for (const edit of edits) {
    if (edit.at < at) continue;
    page += source.slice(at, edit.at) + edit.insert;
    at = edit.skipTo;
  }
  return page + source.slice(at);
}
