/**
 * The content path: the element in which a site keeps its articles. Learned from Readability's votes on a sample of the
 * site's pages and checked against the site's texts.
 */

import { ancestorsOf, isWithin } from '../../model/elementPath.js';
import type { SeenDocument } from '../observe/observe.js';
import { pathsOf, selectorOf } from '../survey/elements.js';
import type { SiteSurvey } from '../survey/survey.js';
import type { Proposal } from './proposal.js';

/** At least this many pages must carry a vote. */
const VOTED_PAGES = 3;
/** At least this share of them must have the element … */
const ELEMENT_SHARE = 0.8;
/** … with at least this share of the words that the vote took for the article. */
const HELD_SHARE = 0.6;
/**
 * The least F2 of an element's words against the article's, averaged over the pages. F2, because losing a word of the
 * article is worse than keeping one of the furniture.
 */
const LEAST_F2 = 0.85;
/** On at least this share of the site's pages, the element must contain most of the prose that no other page shows. */
const CONFIRMED_SHARE = 0.8;

/** Whether Readability has voted on a page. */
export function hasVote({ blocks }: SeenDocument): boolean {
  return blocks.some(({ main }) => main !== undefined);
}

/** The element that contains a site's articles; undefined if no element does on most of its pages. */
export function contentElement(site: SiteSurvey): string | undefined {
  const voted = site.documents.filter(hasVote);
  if (voted.length < VOTED_PAGES) return undefined;
  const sums = new Map<string, { pages: number; score: number }>();
  for (const document of voted) {
    for (const [element, score] of elementScores(document)) {
      const sum = sums.get(element) ?? { pages: 0, score: 0 };
      sum.pages++;
      sum.score += score;
      sums.set(element, sum);
    }
  }
  let best: string | undefined;
  let bestScore = LEAST_F2;
  for (const [element, { pages, score }] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Pages without the element score 0. Of two equal elements the inner one comes later in this order and wins.
    if (pages < voted.length * ELEMENT_SHARE || score / voted.length < bestScore) continue;
    best = element;
    bestScore = score / voted.length;
  }
  return best !== undefined && isConfirmed(site, best) ? best : undefined;
}

/** For each element of a page that contains most of the article, its F2 over words. */
function elementScores({ blocks }: SeenDocument): Map<string, number> {
  const held = new Map<string, { main: number; all: number }>();
  let main = 0;
  for (const block of blocks) {
    if (block.path === undefined) continue;
    if (block.main === true) main += block.words;
    for (const element of ancestorsOf(block.path)) {
      const words = held.get(element) ?? { main: 0, all: 0 };
      words.all += block.words;
      if (block.main === true) words.main += block.words;
      held.set(element, words);
    }
  }
  const scores = new Map<string, number>();
  for (const [element, words] of held) {
    if (words.main === 0 || words.main < main * HELD_SHARE) continue;
    const precision = words.main / words.all;
    const recall = words.main / main;
    scores.set(element, (5 * precision * recall) / (4 * precision + recall));
  }
  return scores;
}

/** Whether on most pages the element contains most of the page's own prose. */
function isConfirmed(site: SiteSurvey, element: string): boolean {
  let asked = 0;
  let confirmed = 0;
  site.documents.forEach(({ blocks }, d) => {
    let own = 0;
    let held = 0;
    blocks.forEach(({ path, words, main }, b) => {
      // Comments are own prose too: where there is a vote, it tells them from the article.
      if (!site.core[d][b] || main === false) return;
      own += words;
      if (path !== undefined && isWithin(path, element)) held += words;
    });
    if (own === 0) return;
    asked++;
    if (held > own / 2) confirmed++;
  });
  return asked > 0 && confirmed >= asked * CONFIRMED_SHARE;
}

/** Proposes the rule that removes what is outside a site's content element. */
export function proposeContentPath(site: SiteSurvey, element: string): Proposal[] {
  const selector = selectorOf(element, pathsOf(site.documents), () => false);
  if (selector === undefined) return [];
  const documents = new Set<number>();
  site.documents.forEach(({ blocks }, d) => {
    if (blocks.some(({ path }, b) => site.core[d][b] && path !== undefined && isWithin(path, element))) documents.add(d);
  });
  return [
    {
      category: 'other',
      scope: 'block',
      match: { outside: [selector] },
      documents,
      contentHits: 0,
      examples: [],
      note: 'the element in which the site keeps its articles',
    },
  ];
}
