/**
 * Threads: elements that hold what users say of an article. One by one, comments read like an article's paragraphs, and they
 * are among others, so neither the model nor their place speaks for them.
 */
import type { Document } from '../../model/document.js';
import { isWithin } from '../../model/elementPath.js';
import { ARTICLE_WORDS } from '../../rules/match/contentPath.js';
import { PARAGRAPH } from '../blockColumns.js';
import { OPENED, THREAD } from './observations.js';
import { HITS, type Statements } from './statements.js';

/** A line that opens and closes the element around it. */
const SUMMARY = /(?:^| > )summary(?=[ #.[]|$)/u;

/** The threads of one document. Built in one pass, which ends at once where rules know no comments. */
export class Threads {
  /** What is said against each block, 0 of those in no thread; undefined where there is none. */
  private readonly said: Uint32Array | undefined;

  constructor(
    private readonly document: Document,
    private readonly statements: Statements,
  ) {
    if (document.format !== 'html' || !statements.hits.some(({ rule }) => rule.category === 'comments')) return;
    const said = this.find();
    // Where no article is above, the thread is what people come for.
    const first = said.findIndex((one) => one !== 0);
    if (first >= 0 && this.hasArticleAbove(first)) this.said = said;
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
      else if (this.isHit(i, true)) said[i] = THREAD;
      const at = this.isHit(i, false) ? path.search(SUMMARY) : -1;
      if (at > 0) opened = path.slice(0, at);
    }
    return said;
  }

  /** Whether a rule knows a block as part of comments: by its element, or by its words. */
  private isHit(block: number, byElement: boolean): boolean {
    const { hits, roles, firstHit } = this.statements;
    for (let at = firstHit[block]; at < firstHit[block + 1]; at++) {
      const { rule, witness } = hits[at];
      if (roles[at] !== HITS || rule.category !== 'comments') continue;
      if (byElement ? rule.match.selector !== undefined : witness === 'words') return true;
    }
    return false;
  }

  /** Whether the paragraphs above a block are likely to be an article. */
  private hasArticleAbove(block: number): boolean {
    const { columns, model } = this.statements;
    let likely = 0;
    for (let i = 0; i < block && likely < ARTICLE_WORDS; i++) {
      if ((columns.shapes[i] & PARAGRAPH) !== 0) likely += columns.words[i] * (model?.scoreOf(i) ?? 1);
    }
    return likely >= ARTICLE_WORDS;
  }
}
