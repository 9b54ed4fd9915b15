/** Runs Readability on a page after the rules have hidden what would mislead it. */
import { expectDocument, expectOptions } from '../model/argument.js';
import type { Category } from '../model/category.js';
import type { Document } from '../model/document.js';
import { type Limit, UNLIMITED } from '../model/limit.js';
import type { DomName } from '../readability/dom/dom.js';
import { voteWithin } from '../readability/voteWithReadability.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { judgeHits } from './judge.js';
import { strongestOf } from './strongest.js';

/** Long running text that is never part of the article, but that Readability picks where the article is short. */
const MISLEADING: ReadonlySet<Category> = new Set<Category>(['cookie', 'adblock', 'newsletter', 'comments']);

/** How Readability is asked. */
export interface ReadabilityOptions {
  /** The DOM that it works on; `light` where absent. */
  readonly on?: DomName | undefined;
}

/**
 * Has Readability vote on a page (see `voteWithReadability`), with furniture that the rules are sure of hidden from it.
 * Texts are returned unchanged.
 *
 *
 * @example
 * ```ts
 * import { askReadability, compileRules, loadPacks, readHtml } from 'klartext';
 *
 * const paragraph = '<p>Die Bauarbeiten am Hafen beginnen im Mai, teilte die Stadt am Montag mit, und sie dauern lange.</p>';
 * const page = readHtml(`<nav>Start</nav><article>${paragraph.repeat(9)}</article>`);
 * const voted = await askReadability(page, compileRules(loadPacks()));
 * voted.blocks.filter(({ text }) => text !== '').map(({ main }) => main).slice(0, 3); // => [false, true, true]
 * ```
 */
export async function askReadability(document: Document, rules: CompiledRules, options: ReadabilityOptions = {}): Promise<Document> {
  expectDocument(document);
  expectOptions(options);
  return document.format === 'html' ? askAfterRules(document, findHits(document, rules), options.on ?? 'light', UNLIMITED) : document;
}

/** Lets Readability vote on a page of which the rules' hits are known (`findHits`). */
export async function askAfterRules(page: Document, hits: readonly Hit[], on: DomName, limit: Limit): Promise<Document> {
  const misleading = limit(() => {
    const judgement = judgeHits(page, hits, {});
    const isMisleading = (i: number) => judgement.isRemoved(i) && MISLEADING.has(strongestOf(judgement, i).category);
    return new Set([...page.blocks.keys()].filter(isMisleading));
  });
  return voteWithin(limit, page, misleading, on);
}
