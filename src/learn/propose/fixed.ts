/** Fixed blocks: texts that a site shows on page after page. */

import type { Category } from '../../model/category.js';
import { MAX_TEXT, type SeenBlock } from '../observe/observe.js';
import { hasFixedNeighbour, isInBody, looksLikeSubheading, type Place, type Survey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import type { Proposal } from './proposal.js';
import type { Heads } from './teasers.js';

/** Lines of so few words may be content on some pages: they need a second sign. */
const SHORT_WORDS = 3;
/** A second sign holds in this share of a line's places. */
const SIGN_SHARE = 0.8;
/** A line on this share of the pages, of so many at the least, that never stands like a subheading, needs no other sign. */
const USUAL_SHARE = 0.5;
const USUAL_DOCUMENTS = 4;
const UNIVERSAL_SHARE = 0.9;
/** More content hits than this share of its documents, and a text is no furniture. */
const CONTENT_SHARE = 0.1;
/** Labels and subheadings rarely have more words: a longer line is a headline. */
const LABEL_WORDS = 6;
/** A label that too few documents show is worth a person's look where this share of them does. */
const LOOK_SHARE = 0.5;
/** Words of a long block's beginning that its rule fixes. */
const BEGINNING_WORDS = 14;

/**
 * Proposes rules for the fixed blocks of a site. Texts in two documents are proposed where the packs know them; on a
 * site of few documents short unknown ones become candidates.
 * @param isForeign whether a text stands on several other sites: agency copy, if it is prose
 * @param heads the documents' titles and leads: a lead stays, however often other documents show it
 */
export function proposeFixed(site: Survey, categorize: Categorize, isForeign: (key: string) => boolean, heads: Heads): Proposal[] {
  const recurring = [...site.places].filter(([key]) => (site.frequency.get(key) as number) >= 2);
  return recurring
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, places]) => {
      const sample = blockAt(site, places[0]);
      const vocabulary = categorize(sample.text);
      if (vocabulary !== undefined) return proposalOf(site, key, places, vocabulary);
      const isArticles = heads.leads.has(key) || (sample.shape === 'prose' && isForeign(key));
      const mayBeFurniture = !isArticles && (site.isFixed(key) || isWorthALook(site, sample, heads));
      return mayBeFurniture ? proposalOf(site, key, places, undefined) : [];
    });
}

/**
 * The proposal for a text that recurs; none where it stands in articles too often.
 * @param vocabulary the category by which packs know the text
 */
function proposalOf(site: Survey, key: string, places: readonly Place[], vocabulary: Category | undefined): Proposal[] {
  const frequency = site.frequency.get(key) as number;
  const sample = blockAt(site, places[0]);
  const documents = new Set(places.map(({ document }) => document));
  const isLarge = site.documents.length >= USUAL_DOCUMENTS;
  const isUniversal = isLarge && frequency >= site.documents.length * UNIVERSAL_SHARE;
  const contentHits = countContentHits(site, sample, places, isUniversal);
  if (vocabulary === undefined && contentHits > documents.size * CONTENT_SHARE) return [];
  const match = sample.text.length >= MAX_TEXT ? beginning(sample.text) : { text: [sample.text] };
  if (match === undefined) return [];
  const doubt = (): string | undefined => {
    if (vocabulary !== undefined) return undefined;
    if (!site.isFixed(key)) return 'in two documents alone, and no pack knows it';
    const isUsual = isLarge && contentHits === 0 && frequency >= site.documents.length * USUAL_SHARE;
    const isWeak = sample.words <= SHORT_WORDS && !isUniversal && !isUsual && !hasSecondSign(site, places);
    return isWeak ? 'a short line without a second sign: place and neighbours vary' : undefined;
  };
  const note = doubt();
  return [
    {
      category: vocabulary ?? categoryByPlace(site, places),
      scope: 'block',
      match,
      documents,
      contentHits,
      examples: [sample.text],
      ...(note === undefined ? {} : { candidate: true, note }),
    },
  ];
}

function blockAt(site: Survey, { document, block }: Place) {
  return site.documents[document].blocks[block];
}

/** In how many documents a text stands like a subheading. */
function countContentHits(site: Survey, { words }: SeenBlock, places: readonly Place[], isUniversal: boolean): number {
  const subheadings = new Set(places.filter((place) => looksLikeSubheading(site, place)).map(({ document }) => document));
  if (!isUniversal) return subheadings.size;
  // On nearly every page even what stands so is furniture, a tool between the paragraphs: but not a menu's label that
  // stands there beside the place that it has on every page.
  return words <= LABEL_WORDS ? countExtra(places, subheadings) : 0;
}

/** In how many of some documents a text has more places than in the document where it has the fewest. */
function countExtra(places: readonly Place[], among: ReadonlySet<number>): number {
  const counts = new Map<number, number>();
  for (const { document } of places) counts.set(document, (counts.get(document) ?? 0) + 1);
  const least = Math.min(...counts.values());
  return [...among].filter((document) => (counts.get(document) as number) > least).length;
}

/** Whether a text that too few documents show to be fixed may be a label all the same, and no document's title. */
function isWorthALook(site: Survey, { key, words }: SeenBlock, { titles }: Heads): boolean {
  const isUsual = (site.frequency.get(key) as number) >= site.documents.length * LOOK_SHARE;
  return isUsual && words <= LABEL_WORDS && !titles.has(key);
}

/** Beside other fixed texts, outside the article, or on most of the site's pages. */
function hasSecondSign(site: Survey, places: readonly Place[]): boolean {
  const share = (holds: (place: Place) => boolean) => places.filter(holds).length / places.length;
  if (share((place) => hasFixedNeighbour(site, place)) >= SIGN_SHARE) return true;
  return share((place) => site.body[place.document][0] >= 0 && !isInBody(site, place)) >= SIGN_SHARE;
}

/** What stands above the article is navigation; of the rest nothing is known. */
function categoryByPlace(site: Survey, places: readonly Place[]) {
  const above = places.filter(({ document, block }) => block < site.body[document][0]).length;
  return above > places.length / 2 ? 'navigation' : 'other';
}

/** A long block is matched by its first words. */
function beginning(text: string): Proposal['match'] | undefined {
  const words = text.split(' ').slice(0, BEGINNING_WORDS).join(' ');
  return /[{}]/u.test(words) || words.length < 30 ? undefined : { pattern: [words], at: 'block-start' };
}
