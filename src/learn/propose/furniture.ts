/** Furniture inside the content path: elements that no page's article reaches into. */
import type { Category } from '../../model/category.js';
import { ancestorsOf, elementsOn, isWithin } from '../../model/elementPath.js';
import { pathsOf, selectorOf } from '../survey/elements.js';
import type { Survey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import { isVoted } from './contentPath.js';
import type { Proposal } from './proposal.js';

/** So many pages with a vote must show the element. */
const PAGES = 3;
/** At most this share of its words may have been taken for the article. */
const TAKEN = 0.25;

interface Element {
  readonly documents: Set<number>;
  voted: number;
  words: number;
  main: number;
}

/**
 * Proposes selectors for the elements inside a site's content element that Readability left out on every page, where
 * their texts agree: no prose of the page's own stands in them above the article's last paragraph.
 */
export function proposeFurniture(site: Survey, content: string, categorize: Categorize): Proposal[] {
  const elements = elementsInside(site, content);
  const inArticles = elementsOfArticles(site);
  const isLeftOut = (path: string): boolean => {
    const element = elements.get(path);
    return element !== undefined && element.voted >= PAGES && element.main <= element.words * TAKEN && !inArticles.has(path);
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

/** What is known of each element inside another one. */
function elementsInside({ documents }: Survey, content: string): Map<string, Element> {
  const elements = new Map<string, Element>();
  documents.forEach((document, d) => {
    const voted = isVoted(document);
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

/** Counts a block of a page that Readability has voted on. */
function count(element: Element, isKnown: boolean, words: number, isMain: boolean): void {
  if (!isKnown) element.voted++;
  element.words += words;
  if (isMain) element.main += words;
}

/** The elements in which a page's own prose stands above the last paragraph of its article, on any page. */
function elementsOfArticles({ documents, core, body }: Survey): Set<string> {
  const found = new Set<string>();
  documents.forEach((document, d) => {
    const last = isVoted(document) ? document.blocks.findLastIndex(({ main }) => main === true) : body[d][1];
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
