/** Furniture inside the content path: elements that contain no part of an article on any page. */
import type { Category } from '../../model/category.js';
import { ancestorsOf, elementsOn, isWithin } from '../../model/elementPath.js';
import { pathsOf, selectorOf } from '../survey/elements.js';
import type { SiteSurvey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import { hasVote } from './contentPath.js';
import type { Proposal } from './proposal.js';

/** At least this many pages with a vote must have the element. */
const ELEMENT_PAGES = 3;
/** At most this share of its words may have been taken for the article: votes are wrong about single paragraphs. */
const TAKEN_SHARE = 0.25;

interface ElementCounts {
  readonly documents: Set<number>;
  voted: number;
  words: number;
  main: number;
}

/**
 * Proposes selectors for the elements inside a site's content element that Readability left out on every page, if the
 * texts agree: none of a page's own prose is in them above the article's last paragraph.
 */
export function proposeFurniture(site: SiteSurvey, content: string, categorize: Categorize): Proposal[] {
  const elements = elementsInside(site, content);
  const inArticles = elementsOfArticles(site);
  const isLeftOut = (path: string): boolean => {
    const element = elements.get(path);
    return element !== undefined && element.voted >= ELEMENT_PAGES && element.main <= element.words * TAKEN_SHARE && !inArticles.has(path);
  };
  const isTopmost = (path: string) => isLeftOut(path) && !ancestorsOf(path).some(isLeftOut);
  const mayGo = (path: string) => !isWithin(path, content) || elementsOn(path).some(isLeftOut);
  const paths = pathsOf(site.documents);
  return [...elements]
    .filter(([path]) => isTopmost(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, { documents }]): Proposal[] => {
      const selector = selectorOf(path, paths, mayGo);
      if (selector === undefined) return [];
      const texts = site.documents.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.path !== undefined && isWithin(block.path, path) ? [block.text] : [])),
      );
      return [
        {
          category: mostCommon(texts.flatMap((text) => categorize(text) ?? [])),
          scope: 'block',
          match: { selector: [selector] },
          documents,
          contentHits: 0,
          examples: texts,
        },
      ];
    });
}

/** Counts for each element inside another one. */
function elementsInside({ documents }: SiteSurvey, content: string): Map<string, ElementCounts> {
  const elements = new Map<string, ElementCounts>();
  documents.forEach((document, d) => {
    const voted = hasVote(document);
    for (const { path, words, main } of document.blocks) {
      if (path === undefined || path === content || !isWithin(path, content)) continue;
      for (const above of elementsOn(path).filter(({ length }) => length > content.length)) {
        const element = elements.get(above) ?? { documents: new Set(), voted: 0, words: 0, main: 0 };
        elements.set(above, element);
        if (voted) count(element, element.documents.has(d), words, main === true);
        element.documents.add(d);
      }
    }
  });
  return elements;
}

/** Counts a block of a page with a vote. */
function count(element: ElementCounts, isKnown: boolean, words: number, isMain: boolean): void {
  if (!isKnown) element.voted++;
  element.words += words;
  if (isMain) element.main += words;
}

/** The elements that, on any page, contain own prose of the page above the last paragraph of its article. */
function elementsOfArticles({ documents, core, body }: SiteSurvey): Set<string> {
  const found = new Set<string>();
  documents.forEach((document, d) => {
    const last = hasVote(document) ? document.blocks.findLastIndex(({ main }) => main === true) : body[d][1];
    document.blocks.slice(0, last + 1).forEach(({ path }, b) => {
      if (core[d][b] && path !== undefined) for (const element of elementsOn(path)) found.add(element);
    });
  });
  return found;
}

function mostCommon(categories: readonly Category[]): Category {
  const counts = new Map<Category, number>();
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? 'other';
}
