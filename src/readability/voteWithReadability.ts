/** The careful reader: Mozilla's Readability votes on a page's blocks. Nothing else in Klartext loads it. */
import { expectDocument } from '../model/argument.js';
import type { Document } from '../model/document.js';
import { scanHtml } from '../read/html/scan.js';
import { foldSpace } from '../text/fold.js';
import { depthOf } from './depth.js';
import type { Dom, DomName } from './dom/dom.js';
import { openDom } from './dom/open.js';

/** An attribute that carries a block's number through Readability, and that the page itself does not use. */
function freeMark(source: string): string {
  let mark = 'data-klartext';
  while (source.toLowerCase().includes(mark)) mark += '-x';
  return mark;
}

/** Larger pages are not put into a DOM: at some 20 bytes of memory a byte of page they would crowd out everything else. */
const MAX_SOURCE = 8_000_000;

/**
 * Nor are those that are nested deeper: what jsdom and Readability do at an element climbs to the root, and a page of
 * a thousand `<div>`s in each other takes ten seconds. The deepest of 2,000 real pages has 56.
 */
const MAX_DEPTH = 256;

/**
 * Lets Readability vote: each block of the returned document says in `main` whether Readability took it for the
 * article. Where it finds no article, the document comes back as it was; where it fails, with a warning.
 *
 * Blocks are numbered in the markup before it runs, and what survives carries its number. Scripts, styles and
 * comments are left out (jsdom spends most of its time on style sheets), nothing is executed or fetched.
 *
 * @param ignore indexes of blocks that Readability does not get to see, such as a consent notice: a long one is easily
 *   taken for the article
 * @param on the DOM that it works on; the votes differ on one page in thirty, and neither's are better
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
  if (document.format !== 'html' || document.source.length > MAX_SOURCE || depthOf(document.source) > MAX_DEPTH) return document;
  const { Readability } = await import('@mozilla/readability');
  let dom: Dom | undefined;
  try {
    const mark = freeMark(document.source);
    dom = await openDom(numberBlocks(document.source, ignore, mark), on);
    const article = new Readability(dom.document, { keepClasses: true, serializer: (content) => survivors(content, mark) }).parse();
    if (article === null || !article.content || article.content.size === 0) return document;
    const kept = article.content;
    const author = article.byline ? foldSpace(article.byline) : '';
    return {
      ...document,
      blocks: document.blocks.map((block, i) => (block.text === '' ? block : { ...block, main: kept.has(i) })),
      // A byline of many words is a sentence that Readability mistook.
      meta: document.meta.author === undefined && author !== '' && author.length <= 60 ? { ...document.meta, author } : document.meta,
    };
  } catch (error) {
    // jsdom gives up on some damaged pages; the rules can judge them all the same.
    return { ...document, warnings: [...(document.warnings ?? []), `Readability could not read the page: ${(error as Error).message}`] };
  } finally {
    await dom?.close();
  }
}

/** The numbers of the blocks that are left in what Readability takes for the article. */
function survivors(content: Node, mark: string): Set<number> {
  const numbers = new Set<number>();
  // The light DOM knows no selectors.
  for (const element of Array.from((content as Element).getElementsByTagName('*')))
    if (element.hasAttribute(mark)) numbers.add(Number(element.getAttribute(mark)));
  return numbers;
}

/** The page without its silent parts and ignored blocks, each block of text carrying its number. */
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
  // Readability passes over what is hidden: tags that say so lose their attributes.
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
