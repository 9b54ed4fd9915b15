/**
 * Threads: elements that hold what users say of an article. One by one, comments read like an article's paragraphs, and they
 * are among others, so neither the model nor their place speaks for them.
 */
import type { Document } from '../../model/document.js';
import { isWithin } from '../../model/elementPath.js';
import { ARTICLE_WORDS } from '../../rules/match/contentPath.js';
import type { Hit } from '../../rules/match/findHits.js';
import { OPENED, THREAD } from './observations.js';
import type { ParagraphSums } from './paragraphSums.js';
import { HITS, isOfComments, type Statements } from './statements.js';

/** A line that opens and closes the element around it. */
const SUMMARY = /(?:^| > )summary(?=[ #.[]|$)/u;

/** The threads of one document. Built in one pass, which ends at once where rules know no comments. */
export class Threads {
  /** What is said against each block, 0 of those in no thread; undefined where there is none. */
  private readonly said: Uint32Array | undefined;

  constructor(
    private readonly document: Document,
    private readonly statements: Statements,
    sums: ParagraphSums,
  ) {
    if (document.format !== 'html' || !statements.hits.some(({ rule }) => rule.category === 'comments')) return;
    const said = this.find();
    // Where no article is above, the thread is what people come for.
    const first = said.findIndex((one) => one !== 0);
    if (first >= 0 && sums.likely(0, first) >= ARTICLE_WORDS) this.said = said;
  }

  /** What is said against a block in a thread. */
  against(block: number): number {
    return this.said?.[block] ?? 0;
  }

  private find(): Uint32Array {
    const { blocks } = this.document;
    const said = new Uint32Array(blocks.length);
    /** The element that a label of comments opens. */
    let opened: string | undefined;
    for (let i = 0; i < blocks.length; i++) {
      const { path, text } = blocks[i];
      if (path === undefined || text === '') continue;
      if (opened !== undefined && !isWithin(path, opened)) opened = undefined;
      if (opened !== undefined) said[i] = THREAD | OPENED;
      else if (this.statements.hasHit(i, isByElement)) said[i] = THREAD;
      const at = this.statements.hasHit(i, isOfComments) ? path.search(SUMMARY) : -1;
      if (at > 0) opened = path.slice(0, at);
    }
    return said;
  }
}

/** Whether a hit knows its block as part of comments by its element. */
function isByElement({ rule }: Hit, role: number): boolean {
  return role === HITS && rule.category === 'comments' && rule.match.selector !== undefined;
}
